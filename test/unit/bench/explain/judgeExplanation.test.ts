// What counts as a true explanation of code.
import assert from 'node:assert/strict';
import {
  type ExplanationFaults,
  explanationFaults,
  isTrue,
} from '../../../../bench/explain/judgeExplanation.ts';
import type { Snippet } from '../../../../bench/explain/snippet.ts';

const snippet: Snippet = {
  name: 'clamp',
  languageId: 'typescript',
  says: [
    ['does', /limit/i],
    ['low', /smallest/i],
    ['Returns', /number/i],
  ],
  never: /random/i,
  before: '',
  code: 'function clamp(value: number, low: number) {\n  return Math.max(value, low);\n}\n',
  after: '',
};
const good = [
  '`clamp` Limits a value by `Math.max`.',
  '',
  '**Takes**',
  '',
  '- `value`: The value.',
  '- `low`: The smallest result.',
  '',
  '**Returns** The number that is larger.',
  '',
  '**Mind that** there is no upper limit.',
].join('\n');
const whole = [{ text: ' One.', finishReason: 'stopText' as const }];

describe('an explanation', () => {
  it('is true when it is short, right and whole', () =>
    assert.ok(isTrue(explanationFaults(snippet, good, whole))));

  const cases: readonly (readonly [what: string, text: string, faults: Partial<ExplanationFaults>])[] = [
    ['a wrong result', good.replace('The number', 'Nothing'), { untrue: ['Returns'] }],
    ['a parameter without a word', good.replace(' The smallest result.', ''), { untrue: ['low'] }],
    ['what is never true', good.replace('there is', 'a random number is'), { untrue: ['never'] }],
    ['a name in code marks', good.replace('Math.max', 'Math.minimum'), { invented: ['minimum'] }],
    ['a name that only code has', good.replace('upper limit', 'upperLimit'), { invented: ['upperLimit'] }],
    [
      'a sentence twice',
      good.replace('The number that is larger.', 'The smallest result.'),
      { loops: true, untrue: ['Returns'] },
    ],
    ['too many words', good.replace('The value.', 'word '.repeat(50)), { isLong: true }],
    ['code', `${good}\n\`\`\`\nclamp(value)\n\`\`\``, { hasCode: true }],
  ];
  for (const [what, text, faults] of cases) {
    it(`is not with ${what}`, () => {
      const found = explanationFaults(snippet, text, whole);
      assert.deepEqual({ ...found, ...faults }, found);
      assert.equal(isTrue(found), false);
    });
  }

  it('is not when a sentence is missing or was cut off', () => {
    for (const hole of [
      { text: '', finishReason: 'stopText' as const },
      { text: ' The', finishReason: 'maxTokens' as const },
    ])
      assert.ok(explanationFaults(snippet, good, [hole]).isCut);
  });
});
