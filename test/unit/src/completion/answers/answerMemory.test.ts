// Answers given again while someone types along. `█` is the cursor.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AdoptedAnswer } from '../../../../../src/completion/answers/adoptedAnswer.ts';
import { AnswerMemory } from '../../../../../src/completion/answers/answerMemory.ts';
import { type Place, placeAt } from '../../../../../src/completion/place/place.ts';

function place(marked: string, uri = 'a') {
  return placeAt({ uri, text: marked.replace('█', '') }, marked.indexOf('█'), undefined);
}

function answerWith(text: string): AdoptedAnswer {
  return { text, tokens: [] };
}

describe('SuggestionMemory', () => {
  const memory = new AnswerMemory();
  memory.remember(place('let █\n}'), answerWith('total(x);'));
  memory.remember(place('two\r\n█\r\n'), answerWith('a();\nb();'));
  memory.remember(place('if (█'), answerWith(''));
  for (const [name, marked, expected] of [
    ['the same place', 'let █\n}', 'total(x);'],
    ['typed along', 'let tot█\n}', 'al(x);'],
    ['typed along, bracket closed by the editor', 'let total(█)\n}', 'x);'],
    ['typed something else', 'let x█\n}', undefined],
    ['all typed', 'let total(x);█\n}', undefined],
    ['gone back before it', 'let█\n}', undefined],
    ['another before-text', 'var █\n}', undefined],
    ['another after-text', 'let tot█\nreturn;', undefined],
    ['a longer after-text', 'let tot█\n}\n', undefined],
    ['typed over a line end of Windows', 'two\r\na();\r\nb█\r\n', '();'],
    ['an empty answer stays empty', 'if (█', ''],
    ['but not further on', 'if (x█', undefined],
  ] as const) {
    it(name, () => assert.equal(memory.recall(place(marked))?.text, expected));
  }

  it('of another document', () => assert.equal(memory.recall(place('let █\n}', 'b'))?.text, undefined));

  it('prefers the newest answer', () => {
    const twice = new AnswerMemory();
    twice.remember(place('x = █'), answerWith('old;'));
    twice.remember(place('x = █'), answerWith('new;'));
    assert.equal(twice.recall(place('x = █'))?.text, 'new;');
    assert.equal(twice.recall(place('x = o█'))?.text, 'ld;');
  });

  it('compares only nearby text of a long document', () => {
    const long = new AnswerMemory();
    const far = '// far away\n'.repeat(1000);
    long.remember(place(`${far}x = █;\n${far}`), answerWith('y'));
    assert.equal(long.recall(place(`${far.replace('far', 'FAR')}x = █;\n${far}!`))?.text, 'y');
    assert.equal(long.recall(place(`${far}z = █;\n${far}`))?.text, undefined);
  });

  it('forgets a document, and everything', () => {
    const forgetful = new AnswerMemory();
    forgetful.remember(place('x = █'), answerWith('y'));
    forgetful.forget('b');
    assert.equal(forgetful.recall(place('x = █'))?.text, 'y');
    forgetful.forget('a');
    assert.equal(forgetful.recall(place('x = █'))?.text, undefined);
    forgetful.remember(place('x = █'), answerWith('y'));
    forgetful.clear();
    assert.equal(forgetful.recall(place('x = █'))?.text, undefined);
  });

  it('keeps two hundred', () => {
    const full = new AnswerMemory();
    for (let index = 0; index < 201; index++) full.remember(place('x = █', `${index}`), answerWith('y'));
    assert.equal(full.recall(place('x = █', '0'))?.text, undefined);
    assert.equal(full.recall(place('x = █', '1'))?.text, 'y');
  });

  it('serves a state further back only when that was asked itself', () => {
    const back = new AnswerMemory();
    back.remember(place('let to█'), answerWith('tal = 1;'));
    assert.equal(back.recall(place('let t█'))?.text, undefined);
    back.remember(place('let t█'), answerWith('wo = 2;'));
    assert.equal(back.recall(place('let t█'))?.text, 'wo = 2;');
    assert.equal(back.recall(place('let to█'))?.text, 'tal = 1;');
  });

  it('holds the same answer once', () => {
    const twice = new AnswerMemory(2);
    twice.remember(place('a = █', 'other'), answerWith('x'));
    twice.remember(place('x = █'), answerWith('y'));
    twice.remember(place('x = █'), answerWith('y'));
    assert.equal(twice.recall(place('a = █', 'other'))?.text, 'x');
    assert.equal(twice.recall(place('x = █'))?.text, 'y');
  });
});

/** What the memory does, without any of its shortcuts. */
class NaiveMemory {
  private answers: { readonly asked: Place; readonly text: string }[] = [];

  remember(asked: Place, text: string): void {
    this.answers = [{ asked, text }, ...this.answers];
  }

  recall(here: Place): string | undefined {
    for (const { asked, text } of this.answers) {
      const typed = here.text.slice(asked.offset, Math.max(asked.offset, here.offset));
      const isSameBefore = asked.text.slice(0, asked.offset) + typed === here.text.slice(0, here.offset);
      const isOnTheWay = text.startsWith(typed) && (text === '' || typed !== text);
      const after = here.text.slice(here.offset);
      const wanted = asked.text.slice(asked.offset);
      const added = after.slice(0, after.length - wanted.length);
      const isSameAfter = after === added + wanted && /^[)}]{0,8}$/.test(added);
      if (isSameBefore && isOnTheWay && isSameAfter) return text.slice(typed.length);
    }
    return undefined;
  }
}

describe('SuggestionMemory against a naive one', () => {
  const key = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', '(', ')') },
    { weight: 2, arbitrary: fc.constant('delete' as const) },
  );
  const answer = fc.stringMatching(/^[ab()]{0,5}$/);

  it('gives the same answers over random typing, deleting and retyping', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, answer), { maxLength: 80 }), (keys) => {
        const memory = new AnswerMemory();
        const naive = new NaiveMemory();
        let before = 'ab';
        for (const [pressed, text] of keys) {
          before = pressed === 'delete' ? before.slice(0, -1) : before + pressed;
          const here = place(`${before}█\n}`);
          const expected = naive.recall(here);
          assert.equal(memory.recall(here)?.text, expected);
          if (expected !== undefined) continue;
          memory.remember(here, answerWith(text));
          naive.remember(here, text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds as many as it may, and those that were used last', () => {
    const states = fc.array(fc.tuple(fc.nat(5), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(states, (uses) => {
        const memory = new AnswerMemory(3);
        let lastUsed: number[] = [];
        for (const [state, isAsked] of uses) {
          const here = place('x = █', `${state}`);
          const isHeld = lastUsed.includes(state);
          if (isAsked) assert.equal(memory.recall(here)?.text, isHeld ? 'y' : undefined);
          else memory.remember(here, answerWith('y'));
          if (isHeld || !isAsked)
            lastUsed = [state, ...lastUsed.filter((other) => other !== state)].slice(0, 3);
        }
      }),
    );
  });
});
