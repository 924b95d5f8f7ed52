// All set-up, step by step, each skipped when already done: dependencies, build, weights, editor.
// Node built-ins only, because it runs on a bare checkout.
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureBrowser, ensureServer } from './setup/editor.mjs';
import { step } from './setup/shell.mjs';
import { ensureWeights } from './setup/weights.mjs';

/** @param {{ editor: boolean }} options whether the VS Code server and a browser are wanted */
export async function bootstrap({ editor }) {
  await step('npm dependencies', ensureDependencies);
  await step('build', async () => {
    await build();
    return 'done';
  });
  await step('model weights', ensureWeights);
  if (!editor) return;
  await step('VS Code server', ensureServer);
  await step('browser', ensureBrowser);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await bootstrap({ editor: true });
