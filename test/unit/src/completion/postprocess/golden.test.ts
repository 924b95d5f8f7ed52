// Golden cases: complaints about other completers written down by hand, and recorded answers of the real model.
// Set HEARTH_UPDATE_GOLDEN to write the files anew, to be reviewed by eye.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { duplicatesSuffix } from '../../../../../src/completion/postprocess/duplicateSuffix.ts';
import { adoptAnswer, type CleanResult, fitAnswer } from '../../../../../src/completion/postprocess.ts';
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
  const around = aroundOf(golden);
  const editing = editingOf(golden);
  return fitAnswer(adoptAnswer(golden.answer, around, editing), around, editing);
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

/** What is shown is a beginning of what is remembered, at every place in it. */
function typeAlong(golden: GoldenCase, result: CleanResult): void {
  const editing = editingOf(golden);
  const adopted = adoptAnswer(golden.answer, aroundOf(golden), editing);
  const shown = result.kind === 'text' ? result.suggestion.text : '';
  assert.ok(adopted.startsWith(shown));
  for (let length = 1; length < shown.length; length++) {
    const rest = adopted.slice(length);
    const later = fitAnswer(rest, aroundOf(golden, adopted.slice(0, length)), editing);
    if (later.kind === 'text') assert.ok(rest.startsWith(later.suggestion.text));
  }
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at === part.length;
}
