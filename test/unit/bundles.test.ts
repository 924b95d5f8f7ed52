// The boundaries as the bundler saw them: what each bundle really contains.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';

const inputsOf = (bundle: string): string[] =>
  Object.keys(JSON.parse(readFileSync(`dist/${bundle}.meta.json`, 'utf8')).inputs).filter(
    (file) => !file.startsWith('node_modules/'),
  );

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('bundles', () => {
  it('the engine holds nothing of the editor side', () => {
    assert.deepEqual(
      inputsOf('engine').filter((file) => !file.startsWith('engine/')),
      [],
    );
    assert.doesNotMatch(readFileSync('dist/engine.mjs', 'utf8'), /require\("vscode"\)|from "vscode"/);
  });

  it('what runs after uninstalling needs Node alone', () => {
    assert.deepEqual(inputsOf('uninstall').toSorted(), [
      'src/models/files/hearthHome.mjs',
      'src/models/removal/hearthData.ts',
      'src/models/removal/uninstall.ts',
    ]);
    assert.equal(manifest.scripts['vscode:uninstall'], 'node ./dist/uninstall.cjs');
    const required = [...readFileSync('dist/uninstall.cjs', 'utf8').matchAll(/require\("([^"]+)"\)/g)];
    for (const [, name = ''] of required) assert.ok(isBuiltin(name), name);
  });

  it('the extension holds nothing of the engine but the protocol', () => {
    assert.deepEqual(
      inputsOf('extension').filter(
        (file) => !file.startsWith('src/') && !file.startsWith('engine/protocol/'),
      ),
      [],
    );
  });
});
