// What says nothing by itself. `█` is the cursor.
import assert from 'node:assert/strict';
import { lexisOf } from '../../../../../src/completion/cleanup/lexis.ts';
import { isLoneKeyword } from '../../../../../src/completion/showing/stumps.ts';

describe('isLoneKeyword', () => {
  for (const [languageId, line, text, expected] of [
    ['go', '\t█', 'return', true],
    ['go', '\tre█', 'turn', true],
    ['rust', '█', 'pub fn', true],
    ['rust', 'pub █', 'fn', true],
    ['typescript', '  █', 'return;', false],
    ['typescript', '  █', 'return value', false],
    ['typescript', '  my_re█', 'turn', false],
    ['python', '    █', 'pass', false],
    ['python', '    █', 'continue', false],
    ['ruby', '  █', 'else', false],
    ['go', '\t█', 'return\n}', false],
    ['markdown', 'A word █', 'in', false],
  ] as const) {
    it(`${languageId}: ${line}${text}`, () => {
      const [lineBefore = '', lineAfter = ''] = line.split('█');
      assert.equal(isLoneKeyword(text, { lineBefore, lineAfter }, lexisOf(languageId)), expected);
    });
  }
});
