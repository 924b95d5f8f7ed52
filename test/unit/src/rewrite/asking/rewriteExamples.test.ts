// Which example is shown for which instruction, and that every one of them shows a change.
import assert from 'node:assert/strict';
import { exampleFor } from '../../../../../src/rewrite/asking/rewriteExamples.ts';
import { readyActions } from '../../../../../src/rewrite/run/readyActions.ts';

describe('exampleFor', () => {
  const after = (instruction: string, languageId = 'typescript', code = 'function f() {}') =>
    exampleFor(instruction, languageId, code).after;

  for (const [instruction, languageId, code, part] of [
    ['add a doc comment', 'typescript', 'function f() {}', ' * @returns'],
    ['add docstrings', 'python', 'def f(): ...', '    """Returns'],
    ['document it', 'typescript', 'export class A {}', '  /** The side'],
    ['add types', 'javascript', 'function f() {}', 'limit: number'],
    ['add type hints', 'python', 'def f(): ...', 'limit: int'],
    ['convert to async/await', 'javascript', '', 'await get(id)'],
    ['translate the comments to English', 'rust', '', 'Half of the number'],
    ['rename the variables', 'go', '', 'shape.width'],
    ['raise ValueError when it is empty', 'python', '', 'if not items:'],
    ['return early', 'go', '', 'items.length === 0'],
    ['fix this problem (ts): Type "a" is not assignable', 'typescript', '', 'width * height'],
    ['use Map', 'typescript', '', '=== wanted'],
  ] as const) {
    it(`${instruction} (${languageId})`, () => {
      assert.ok(after(instruction, languageId, code).includes(part));
    });
  }

  it('shows a change, and none of them twice the same, for every ready action', () => {
    const examples = readyActions((text) => text, 'python', []).map(({ instruction }) =>
      exampleFor(instruction, 'python', ''),
    );
    for (const example of examples) assert.notEqual(example.before, example.after);
    // Fixing and handling errors are shown alike.
    assert.equal(new Set(examples).size, examples.length - 1);
  });
});
