// When a suggestion is asked for.
import assert from 'node:assert/strict';
import { decideTrigger } from '../../../../src/completion/trigger.ts';

describe('decideTrigger', () => {
  const good = {
    scheme: 'file',
    isEnabled: true,
    isManual: false,
    cursorCount: 1,
    documentLength: 100,
    lineBefore: 'let ',
    lineAfter: '',
  };
  for (const [change, reason] of [
    [{}, undefined],
    [{ scheme: 'output' }, 'documentKind'],
    [{ scheme: 'vscode-scm' }, 'documentKind'],
    [{ isEnabled: false }, 'disabled'],
    [{ isEnabled: false, isManual: true }, undefined],
    [{ cursorCount: 2 }, 'multipleCursors'],
    [{ documentLength: 50_000_000 }, 'documentTooLarge'],
    [{ lineBefore: 'x'.repeat(5000) }, 'lineTooLong'],
    [{ lineAfter: 'word' }, 'wordToTheRight'],
    [{ lineAfter: ')' }, undefined],
    [{ lineAfter: 'word', isManual: true }, undefined],
  ] as const) {
    it(JSON.stringify(change).slice(0, 60), () =>
      assert.equal(decideTrigger({ ...good, ...change }), reason),
    );
  }
});
