// Loading of grammars: each file once, failures told and tried again, nothing left after the end.
import assert from 'node:assert/strict';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { readGrammarFile } from '../grammarFiles.ts';

class RecordingReader {
  readonly files: string[] = [];
  /** Bytes to give instead of a file's own. */
  readonly replaced = new Map<string, Uint8Array>();

  readonly read = async (fileName: string): Promise<Uint8Array> => {
    this.files.push(fileName);
    return this.replaced.get(fileName) ?? (await readGrammarFile(fileName));
  };
}

describe('Grammars', () => {
  it('reads each file once, however often and at the same time it is asked', async () => {
    const reader = new RecordingReader();
    const grammars = new Grammars(reader.read, () => 0);
    await Promise.all(
      ['javascript', 'python', 'javascriptreact', 'javascript'].map((id) => grammars.prepare(id)),
    );
    await grammars.prepare('python');
    assert.deepEqual(reader.files.toSorted(), [
      'tree-sitter-javascript.wasm',
      'tree-sitter-python.wasm',
      'web-tree-sitter.wasm',
    ]);
    assert.equal(grammars.get('javascript'), grammars.get('javascriptreact'));
    for (const [languageId, text] of [
      ['javascript', 'a();'],
      ['python', 'a()'],
    ] as const) {
      const tree = grammars.get(languageId)?.parse(text, undefined, 1);
      assert.equal(tree?.rootNode.hasError, false);
      tree?.delete();
    }
    grammars.dispose();
  });

  it('has nothing for unknown languages, and reads nothing for them', async () => {
    const reader = new RecordingReader();
    const grammars = new Grammars(reader.read, () => 0);
    for (const languageId of ['plaintext', 'toString', '']) {
      await grammars.prepare(languageId);
      assert.equal(grammars.get(languageId), undefined);
    }
    assert.deepEqual(reader.files, []);
  });

  it('tells of a broken file by name, and tries again', async () => {
    const reader = new RecordingReader();
    reader.replaced.set('tree-sitter-python.wasm', new Uint8Array([1, 2, 3]));
    const grammars = new Grammars(reader.read, () => 0);
    await assert.rejects(grammars.prepare('python'), (error: Error) => {
      assert.match(error.message, /python.*tree-sitter-python\.wasm/);
      assert.ok(error.cause instanceof Error);
      return true;
    });
    assert.equal(grammars.get('python'), undefined);
    reader.replaced.clear();
    await grammars.prepare('python');
    assert.ok(grammars.get('python'));
    grammars.dispose();
  });

  it('keeps nothing that finishes loading after the end', async () => {
    const grammars = new Grammars(readGrammarFile, () => 0);
    const preparing = grammars.prepare('python');
    grammars.dispose();
    await preparing;
    await grammars.prepare('python');
    assert.equal(grammars.get('python'), undefined);
  });
});
