// Golden cases: complaints about other completers written down by hand, and recorded answers of the real model.
// Set HEARTH_UPDATE_GOLDEN to write the files anew, to be reviewed by eye.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { duplicatesSuffix } from '../../../../../bench/replay/duplicateSuffix.ts';
import { cleanAnswer } from '../../../../../src/completion/answers/cleanAnswer.ts';
import { cutAtStatement } from '../../../../../src/completion/answers/statementCut.ts';
import { adoptAnswer, type CleanResult, fitAnswer } from '../../../../../src/completion/cleanup/cleanup.ts';
import { lexisOf } from '../../../../../src/completion/cleanup/lexis.ts';
import {
  aroundOf,
  describeResult,
  editingOf,
  type GoldenCase,
  parseCases,
  printCase,
} from './goldenCases.ts';

const goldenFolder = fileURLToPath(new URL('golden', import.meta.url));
const isUpdating = process.env['HEARTH_UPDATE_GOLDEN'] !== undefined;
const files = readdirSync(goldenFolder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, ...parseCases(readFileSync(path.join(goldenFolder, file), 'utf8')) }));

function resultOf(golden: GoldenCase): CleanResult {
  return cleanAnswer(golden.answer, aroundOf(golden), editingOf(golden));
}

for (const { file, intro, cases } of files) {
  describe(`golden ${file}`, () => {
    for (const golden of cases) {
      const result = resultOf(golden);
      if (!isUpdating)
        it(golden.name, () => assert.equal(describeResult(result, golden.after), golden.expected));
      if (result.kind === 'text') {
        it(`${golden.name}: can be shown`, () => {
          const { text, replacedLength } = result.suggestion;
          const { before, after } = golden;
          assert.ok(
            isSubsequence(after.slice(0, replacedLength), text),
            'VS Code hides what does not hold the replaced text',
          );
          assert.equal(duplicatesSuffix(before, text, after.slice(replacedLength)), false);
        });
      }
      it(`${golden.name}: is the same while it is typed`, () => typeAlong(golden, result));
    }
  });
  if (isUpdating) {
    const written = cases.map((golden) =>
      printCase({ ...golden, expected: describeResult(resultOf(golden), golden.after) }),
    );
    writeFileSync(path.join(goldenFolder, file), `${intro}${written.join('')}`.trimEnd() + '\n');
  }
}

/** What is shown is a beginning of what is remembered, and never changes under the reader. */
function typeAlong(golden: GoldenCase, result: CleanResult): void {
  const editing = editingOf(golden);
  const around = aroundOf(golden);
  const adopted = adoptAnswer(golden.answer, around, editing);
  const remembered = cutAtStatement(adopted, around, lexisOf(editing.languageId)).shown;
  const shown = result.kind === 'text' ? result.suggestion.text : '';
  const replaced = result.kind === 'text' ? golden.after.slice(0, result.suggestion.replacedLength) : '';
  assert.ok(remembered.startsWith(shown));
  for (let length = 1; length < shown.length; length++) {
    if (shown.slice(length).trim() === '') continue;
    // From here on the editor types over what is there.
    if (replaced !== '' && shown[length - 1] === replaced[0]) break;
    const later = fitAnswer(remembered.slice(length), aroundOf(golden, shown.slice(0, length)), editing);
    // All that is left stands there.
    if (later.kind === 'silent' && later.reason === 'alreadyThere') break;
    assert.equal(later.kind === 'text' ? later.suggestion.text : later.reason, shown.slice(length));
  }
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at === part.length;
}
