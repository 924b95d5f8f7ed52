// Who is greeted how, and how often.
import assert from 'node:assert/strict';
import { decideGreeting } from '../../../../src/firstRun/greeting.ts';
import { sampleAt } from '../../../../src/firstRun/sample.ts';

describe('decideGreeting', () => {
  for (const [wasGreeted, opensWalkthroughs, expected] of [
    [false, true, 'walkthrough'],
    [false, false, 'notice'],
    [true, true, 'nothing'],
    [true, false, 'nothing'],
  ] as const) {
    it(`shows ${expected} when greeted: ${wasGreeted}, walkthroughs allowed: ${opensWalkthroughs}`, () => {
      assert.equal(decideGreeting({ wasGreeted, opensWalkthroughs }), expected);
    });
  }
});

describe('sampleAt', () => {
  it('holds the hint, and its cursor stands in an empty line of a loop', () => {
    const { text, line, character } = sampleAt(['the hint', 'and another']);
    assert.match(text, /\/\/ the hint/);
    assert.equal(text.split('\n')[line], ' '.repeat(character));
    assert.match(text.split('\n')[line - 1] ?? '', /^ {2}for /);
  });
});
