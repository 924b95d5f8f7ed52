// Names that stand nowhere else.
import assert from 'node:assert/strict';
import { countUnknownNames } from '../../../../../src/completion/showing/knownNames.ts';

const longEnough = '// what was said\n'.repeat(100);
const document = 'import { total } from "./sums";\nconst rows = [];\n// about fruit\n';

function unknownIn(marked: string, line: string, languageId = 'typescript', otherTexts: string[] = []) {
  const offset = marked.indexOf('█');
  const text = marked.replace('█', '') + longEnough;
  const lineBefore = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return countUnknownNames(line, { languageId, lineBefore, text, offset, otherTexts });
}

describe('countUnknownNames', () => {
  for (const [name, lineBefore, line, expected] of [
    ['names of the file', '', 'total(rows);', 0],
    ['an invented member', '', 'rows.sumOfAll();', 1],
    ['the same twice', '', 'invented(invented)', 1],
    ['two', '', 'invented(another)', 2],
    ['keywords and globals', '', 'return JSON.parse(undefined);', 0],
    ['short ones', '', 'fx(a, b)', 0],
    ['the rest of a known name', 'ro', 'ws.push(1)', 0],
    ['the rest of an invented one', 'so', 'mething.push(1)', 1],
    ['what it declares', '', 'const invented = 1;', 0],
    ['a string', '', 'total("invented words")', 0],
    ['inside a string', 'total("', 'invented words")', 0],
    ['a comment', '', '// invented words', 0],
    ['inside a comment', '/* ', 'invented words', 0],
    ['a name inside of a longer one', '', 'tot.row', 2],
    ['a name that only a comment has', '', 'fruit', 0],
  ] as const) {
    it(name, () => assert.equal(unknownIn(`${document}${lineBefore}█\n`, line), expected));
  }

  it('knows the code around the file', () =>
    assert.equal(unknownIn('█', 'elsewhere()', 'typescript', ['export function elsewhere() {}']), 0));

  it('says nothing of a file that has just been begun', () =>
    assert.equal(
      countUnknownNames('invented()', {
        languageId: 'typescript',
        lineBefore: '',
        text: 'let a;\n',
        offset: 7,
        otherTexts: [],
      }),
      0,
    ));

  it('takes lifetimes for no strings', () => assert.equal(unknownIn('█', "x: &'a invented", 'rust'), 1));

  it('counts nothing in prose', () => assert.equal(unknownIn('█', 'Some invented words', 'markdown'), 0));
});
