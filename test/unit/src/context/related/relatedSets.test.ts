// When a document's related code may change, and when it is the same.
import assert from 'node:assert/strict';
import type { RelatedSnippet } from '../../../../../src/context/related/relatedCode.ts';
import { RelatedSets } from '../../../../../src/context/related/relatedSets.ts';

const idleMs = 1_000;
const path = 'a.ts';

function snippet(text: string, score = 1): RelatedSnippet {
  return { path: 'b.ts', text, kind: 'definition', score };
}

describe('related sets', () => {
  it('begin empty, and change when the first choice has something', () => {
    const sets = new RelatedSets(idleMs);
    assert.deepEqual(sets.snippets(path), []);
    assert.equal(
      sets.refresh(path, 0, () => []),
      'kept',
    );
    assert.equal(
      sets.refresh(path, 0, () => [snippet('one')]),
      'changed',
    );
    assert.deepEqual(sets.snippets(path), [snippet('one')]);
  });

  it('stay the same object while the same texts are chosen, whatever their scores', () => {
    const sets = new RelatedSets(idleMs);
    sets.refresh(path, 0, () => [snippet('one', 1)]);
    const held = sets.snippets(path);
    assert.equal(
      sets.refresh(path, 1, () => [snippet('one', 2)]),
      'kept',
    );
    sets.typed(path, 2);
    assert.equal(sets.snippets(path), held);
  });

  const different: readonly (readonly [string, readonly RelatedSnippet[]])[] = [
    ['another text', [snippet('one'), snippet('three')]],
    ['another order', [snippet('two'), snippet('one')]],
    ['another file', [snippet('one'), { ...snippet('two'), path: 'c.ts' }]],
    ['another kind', [snippet('one'), { ...snippet('two'), kind: 'similar' }]],
    ['fewer', [snippet('one')]],
    ['none', []],
  ];
  for (const [title, chosen] of different) {
    it(`change with ${title}`, () => {
      const sets = new RelatedSets(idleMs);
      sets.refresh(path, 0, () => [snippet('one'), snippet('two')]);
      assert.equal(
        sets.refresh(path, 1, () => chosen),
        'changed',
      );
      assert.equal(sets.snippets(path), chosen);
    });
  }

  it('are frozen, and choose nothing, until the last key is long enough ago', () => {
    const sets = new RelatedSets(idleMs);
    const chosenAt: number[] = [];
    const refresh = (nowMs: number) =>
      sets.refresh(path, nowMs, () => {
        chosenAt.push(nowMs);
        return [snippet('one')];
      });
    sets.typed(path, 0);
    assert.equal(refresh(500), 'frozen');
    sets.typed(path, 900);
    assert.equal(refresh(1_899), 'frozen');
    assert.equal(refresh(1_900), 'changed');
    assert.deepEqual(chosenAt, [1_900]);
  });

  it('know documents apart, and forget closed ones', () => {
    const sets = new RelatedSets(idleMs);
    sets.typed('other.ts', 0);
    assert.equal(
      sets.refresh(path, 1, () => [snippet('one')]),
      'changed',
    );
    assert.deepEqual(sets.snippets('other.ts'), []);
    sets.close(path);
    assert.deepEqual(sets.snippets(path), []);
  });

  it('forget those not used for longest', () => {
    const sets = new RelatedSets(idleMs);
    sets.refresh(path, 0, () => [snippet('one')]);
    for (let count = 0; count < 100; count++) sets.typed(`${count}.ts`, 0);
    assert.deepEqual(sets.snippets(path), []);
  });
});
