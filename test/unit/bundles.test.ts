// The boundaries as the bundler saw them: what each bundle really contains.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const inputsOf = (bundle: string): string[] =>
  Object.keys(JSON.parse(readFileSync(`dist/${bundle}.meta.json`, 'utf8')).inputs).filter(
    (file) => !file.startsWith('node_modules/'),
  );

describe('bundles', () => {
  it('the engine holds nothing of the editor side', () => {
    assert.deepEqual(
      inputsOf('engine').filter((file) => !file.startsWith('engine/')),
      [],
    );
    assert.doesNotMatch(readFileSync('dist/engine.mjs', 'utf8'), /require\("vscode"\)|from "vscode"/);
  });

  it('the extension holds nothing of the engine but the protocol', () => {
    assert.deepEqual(
      inputsOf('extension')
        .filter((file) => !file.startsWith('src/'))
        .toSorted(),
      [
        'engine/chatProtocol.ts',
        'engine/explainProtocol.ts',
        'engine/modelProtocol.ts',
        'engine/protocol.ts',
        'engine/tuneProtocol.ts',
      ],
    );
  });
});
