// What the index computes once, and when it computes anew.
import assert from 'node:assert/strict';
import { CandidateIndex } from '../../../../../bench/evaluation/related/candidateIndex.ts';
import type { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { candidate, loadGrammars } from './relatedFiles.ts';

const file = candidate('a.ts', 'export class Store {\n  load(): void {\n  }\n  loadAll(): void {}\n}\n');

describe('candidate index', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars('typescript');
  });
  after(() => grammars.dispose());

  const newIndex = () => new CandidateIndex((languageId) => grammars.get(languageId));

  it('finds definitions by their name and by their members’ names', () => {
    const { definitions } = newIndex().file(file);
    const [store] = definitions.byName.get('Store') ?? [];
    assert.equal(store?.name, 'Store');
    assert.deepEqual([...definitions.byMember.keys()], ['load', 'loadAll']);
    assert.equal(definitions.byMember.get('load')?.[0], store);
  });

  it('computes a text once, also when it comes as another string', () => {
    const index = newIndex();
    const first = index.file(file);
    assert.equal(index.file({ ...file, text: Buffer.from(file.text).toString() }), first);
  });

  it('computes anew for another text, another language and a grammar that came later', () => {
    let isLoaded = false;
    const index = new CandidateIndex((languageId) => (isLoaded ? grammars.get(languageId) : undefined));
    assert.equal(index.file(file).definitions.byName.size, 0);
    isLoaded = true;
    assert.equal(index.file(file).definitions.byName.size, 1);
    assert.equal(index.file({ ...file, text: '' }).definitions.byName.size, 0);
    assert.equal(index.file(file).definitions.byName.size, 1);
    assert.equal(index.file({ ...file, languageId: 'plaintext' }).definitions.byName.size, 0);
  });

  it('forgets the files not used for longest', () => {
    const index = newIndex();
    const first = index.file(file);
    for (let count = 0; count < 200; count++) index.file(candidate(`${count}.ts`, ''));
    assert.notEqual(index.file(file), first);
  });

  const unfit: readonly (readonly [string, string])[] = [
    ['too big', `class A {}\n`.repeat(50_000)],
    ['minified', `class A {} ${'x'.repeat(30_000)}`],
    ['binary', 'class A {}\0'],
  ];
  for (const [title, text] of unfit) {
    it(`has nothing of what is ${title}`, () => {
      const { definitions, windows } = newIndex().file({ ...file, text });
      assert.deepEqual([definitions.byName.size, windows.length], [0, 0]);
    });
  }
});
