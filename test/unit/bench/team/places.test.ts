// Where people work in a recording, how long they look, and their own text there.
import assert from 'node:assert/strict';
import { lookingBefore, ownText, runsOf, startShare } from '../../../../bench/team/places.ts';
import type { TypingRun } from '../../../../bench/trace.ts';

function run(pauseMs: number, typed = 'hello'): TypingRun {
  return { text: '', offset: 0, typed, finalLine: '', pauseMs };
}

describe('places', () => {
  it('people begin in halves, quarters and eighths of the recording', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map(startShare),
      [0, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875],
    );
  });

  it('a person’s places follow each other, and the last ones are whole', () => {
    const runs = Array.from({ length: 8 }, (_, index) => run(0, `run${index}`));
    const typed = (person: number, count: number) => runsOf(runs, person, count).map((each) => each.typed);
    assert.deepEqual(typed(1, 2), ['run4', 'run5']);
    assert.deepEqual(typed(3, 4), ['run4', 'run5', 'run6', 'run7']);
  });

  it('half of a recorded pause, cut to the longest, is spent at the next place', () => {
    const rule = { kind: 'recorded', mostMs: 10_000 } as const;
    assert.deepEqual(
      lookingBefore(run(4000), rule, () => 0),
      { backMs: 2000, thereMs: 2000 },
    );
    assert.deepEqual(
      lookingBefore(run(60_000), rule, () => 0),
      { backMs: 5000, thereMs: 5000 },
    );
  });

  it('a time that was asked for is drawn around', () => {
    const rule = { kind: 'about', ms: 1000 } as const;
    const there = (random: number) => lookingBefore(run(60_000), rule, () => random).thereMs;
    assert.deepEqual([there(0), there(0.5)], [500, 1000]);
  });
});

describe('a person’s own text', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `let value${index} = ${index};`);
  const text = lines.join('\n');
  const offset = text.indexOf('let value20') + 5;
  const { before, after } = ownText({ text, offset }, 7);

  it('is the recording without its marks, and about a quarter of the lines has one', () => {
    assert.equal((before + after).replaceAll(' // 7', ''), text);
    const marks = (before + after).split(' // 7').length - 1;
    assert.ok(marks >= 4 && marks <= 16, `${marks} marks`);
  });

  it('has none on the cursor’s line', () => {
    for (const [index, line] of lines.entries()) {
      const at = text.indexOf(line) + 3;
      const own = ownText({ text, offset: at }, 7);
      const cursorLine = (own.before + own.after).split('\n')[index];
      assert.equal(cursorLine, line);
    }
  });

  it('keeps its marks where they are when a line comes above', () => {
    const shifted = ownText({ text: `\n${text}`, offset: offset + 1 }, 7);
    assert.equal(shifted.before + shifted.after, `\n${before}${after}`);
  });
});
