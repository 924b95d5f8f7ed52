// What holds for any answer in any document, also for what no model would write.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutAtStatement } from '../../../../../src/completion/answers/statementCut.ts';
import { adoptAnswer, fitAnswer } from '../../../../../src/completion/cleanup/cleanup.ts';
import { lexisOf } from '../../../../../src/completion/cleanup/lexis.ts';
import type { Editing } from '../../../../../src/completion/place/surroundings.ts';
import { surroundings } from '../../../../../src/completion/place/surroundings.ts';

const pieces = [
  '\n',
  '\r\n',
  '  ',
  '\t',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '`',
  '/*',
  '*/',
  '//',
  '# ',
];
const words = [
  'a',
  'if (b) {',
  'return x;',
  '"""',
  '</p>',
  '<p>',
  ', ',
  ';',
  ':',
  '\\',
  '/[(]/',
  '👋',
  'else',
  '.c()',
];
const text = fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 25 }).map((parts) => parts.join(''));
const editing: fc.Arbitrary<Editing> = fc.record({
  languageId: fc.constantFrom('typescript', 'python', 'rust', 'html', 'markdown', 'shellscript', 'sql'),
  indentation: fc.option(fc.record({ insertSpaces: fc.boolean(), tabSize: fc.constantFrom(2, 3, 4, 8) }), {
    nil: undefined,
  }),
});

describe('any answer', () => {
  it('is shown from its beginning, and holds what it replaces', () => {
    fc.assert(
      fc.property(text, text, text, editing, (before, answer, after, how) => {
        const around = surroundings(before + after, before.length);
        const adopted = adoptAnswer(answer, around, how);
        const result = fitAnswer(adopted, around, how);
        if (result.kind === 'silent') return;
        const { text: shown, replacedLength } = result.suggestion;
        assert.ok(adopted.startsWith(shown));
        assert.notEqual(shown.trim(), '');
        assert.ok(isSubsequence(around.lineAfter.slice(0, replacedLength), shown));
      }),
      { numRuns: 500 },
    );
  });

  it('is written as the editor does, once', () => {
    fc.assert(
      fc.property(text, text, editing, (before, answer, how) => {
        const around = surroundings(before, before.length);
        const adopted = adoptAnswer(answer, around, {
          ...how,
          indentation: { insertSpaces: true, tabSize: 4 },
        });
        const lines = adopted.split('\n').slice(1);
        assert.equal(adopted.includes('\r'), false);
        for (const line of lines) assert.doesNotMatch(line, /^ *\t/);
      }),
      { numRuns: 300 },
    );
  });

  it('is cut without losing anything', () => {
    fc.assert(
      fc.property(text, text, editing, (before, answer, { languageId }) => {
        const { shown, rest } = cutAtStatement(
          answer,
          surroundings(before, before.length),
          lexisOf(languageId),
        );
        assert.equal(shown + rest, answer);
      }),
      { numRuns: 300 },
    );
  });
});

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (part.startsWith(character, at)) at += character.length;
  return at === part.length;
}
