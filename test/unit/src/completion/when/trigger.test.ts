// When a suggestion is asked for.
import assert from 'node:assert/strict';
import {
  type DocumentSituation,
  type LineSituation,
  refuseDocument,
  refuseLine,
} from '../../../../../src/completion/when/trigger.ts';

const refuse = (situation: DocumentSituation & LineSituation) =>
  refuseDocument(situation) ?? refuseLine(situation);

describe('refuseDocument and refuseLine', () => {
  const good = {
    scheme: 'file',
    languageId: 'typescript',
    isEnabled: true,
    isManual: false,
    cursorCount: 1,
    documentLength: 100,
    isReadOnly: false,
    lineBefore: 'let ',
    lineAfter: '',
    isJustAccepted: false,
    textKind: 'code',
    inCommentsAndStrings: 'both',
  } as const satisfies DocumentSituation & LineSituation;
  for (const [change, reason] of [
    [{}, undefined],
    [{ scheme: 'output' }, 'documentKind'],
    [{ scheme: 'vscode-scm' }, 'documentKind'],
    [{ scheme: 'memfs' }, 'documentKind'],
    [{ scheme: 'memfs', hasWritableFiles: true }, undefined],
    [{ scheme: 'vscode-userdata', hasWritableFiles: true }, 'documentKind'],
    [{ scheme: 'vscode-notebook-cell' }, undefined],
    [{ scheme: 'vscode-remote' }, undefined],
    [{ scheme: 'untitled' }, undefined],
    [{ isEnabled: false }, 'disabled'],
    [{ isEnabled: false, isManual: true }, undefined],
    [{ isSnoozed: true }, 'snoozed'],
    [{ isSnoozed: true, isManual: true }, undefined],
    [{ cursorCount: 2 }, 'multipleCursors'],
    [{ documentLength: 50_000_000 }, 'documentTooLarge'],
    [{ lineBefore: 'x'.repeat(5000) }, 'lineTooLong'],
    [{ lineAfter: 'word' }, 'wordToTheRight'],
    [{ lineAfter: ')' }, undefined],
    [{ lineAfter: '$ and' }, 'wordToTheRight'],
    [{ languageId: 'markdown', lineAfter: '$ and' }, undefined],
    [{ languageId: 'latex', lineAfter: '$ and' }, undefined],
    [{ lineAfter: 'word', isManual: true }, undefined],
    [{ isReadOnly: true }, 'readOnly'],
    [{ isReadOnly: true, isManual: true }, undefined],
    [{ cursorCount: 2, isManual: true }, undefined],
    [{ isJustAccepted: true }, 'justAccepted'],
    [{ isJustAccepted: true, lineAfter: '  ' }, 'justAccepted'],
    [{ isJustAccepted: true, lineAfter: ')' }, undefined],
    [{ isJustAccepted: true, isManual: true }, undefined],
    [{ textKind: 'comment' }, undefined],
    [{ textKind: 'string' }, undefined],
    [{ textKind: 'comment', inCommentsAndStrings: 'comments' }, undefined],
    [{ textKind: 'string', inCommentsAndStrings: 'comments' }, 'inString'],
    [{ textKind: 'comment', inCommentsAndStrings: 'strings' }, 'inComment'],
    [{ textKind: 'string', inCommentsAndStrings: 'strings' }, undefined],
    [{ textKind: 'comment', inCommentsAndStrings: 'none' }, 'inComment'],
    [{ textKind: 'string', inCommentsAndStrings: 'none' }, 'inString'],
    [{ textKind: 'code', inCommentsAndStrings: 'none' }, undefined],
    [{ textKind: 'unknown', inCommentsAndStrings: 'none' }, undefined],
    [{ textKind: 'string', inCommentsAndStrings: 'none', isManual: true }, undefined],
  ] as const) {
    it(`${JSON.stringify(change).slice(0, 70)}: ${reason ?? 'asks'}`, () =>
      assert.equal(refuse({ ...good, ...change }), reason));
  }
});
