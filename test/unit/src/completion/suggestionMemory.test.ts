// Answers given again while someone types along. `█` is the cursor.
import assert from 'node:assert/strict';
import { placeAt } from '../../../../src/completion/place.ts';
import { SuggestionMemory } from '../../../../src/completion/suggestionMemory.ts';

function place(marked: string, uri = 'a') {
  return placeAt({ uri, text: marked.replace('█', '') }, marked.indexOf('█'), undefined);
}

describe('SuggestionMemory', () => {
  const memory = new SuggestionMemory();
  memory.remember(place('let █\n}'), 'total(x);');
  memory.remember(place('two\r\n█\r\n'), 'a();\nb();');
  memory.remember(place('if (█'), '');
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
    it(name, () => assert.equal(memory.recall(place(marked)), expected));
  }

  it('of another document', () => assert.equal(memory.recall(place('let █\n}', 'b')), undefined));

  it('prefers the newest answer', () => {
    const twice = new SuggestionMemory();
    twice.remember(place('x = █'), 'old;');
    twice.remember(place('x = █'), 'new;');
    assert.equal(twice.recall(place('x = █')), 'new;');
    assert.equal(twice.recall(place('x = o█')), 'ld;');
  });

  it('compares only nearby text of a long document', () => {
    const long = new SuggestionMemory();
    const far = '// far away\n'.repeat(1000);
    long.remember(place(`${far}x = █;\n${far}`), 'y');
    assert.equal(long.recall(place(`${far.replace('far', 'FAR')}x = █;\n${far}!`)), 'y');
    assert.equal(long.recall(place(`${far}z = █;\n${far}`)), undefined);
  });

  it('forgets a document, and everything', () => {
    const forgetful = new SuggestionMemory();
    forgetful.remember(place('x = █'), 'y');
    forgetful.forget('b');
    assert.equal(forgetful.recall(place('x = █')), 'y');
    forgetful.forget('a');
    assert.equal(forgetful.recall(place('x = █')), undefined);
    forgetful.remember(place('x = █'), 'y');
    forgetful.clear();
    assert.equal(forgetful.recall(place('x = █')), undefined);
  });

  it('keeps the newest forty', () => {
    const full = new SuggestionMemory();
    for (let index = 0; index < 41; index++) full.remember(place('x = █', `${index}`), 'y');
    assert.equal(full.recall(place('x = █', '0')), undefined);
    assert.equal(full.recall(place('x = █', '1')), 'y');
  });
});
