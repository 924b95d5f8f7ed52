// Makes the vsix of this platform: `node scripts/package.mjs`. Needs a build and installed dependencies.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot, scratchFolder } from './setup/paths.mjs';
import { run } from './setup/shell.mjs';

/** Packages for the platform it runs on, whose binary of the inference library is the one installed here. */
export async function packageExtension() {
  const vsix = path.join(scratchFolder, `hearth-${process.platform}-${process.arch}.vsix`);
  mkdirSync(scratchFolder, { recursive: true });
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  const target = `${process.platform}-${process.arch}`;
  await run(
    process.execPath,
    [vsce, 'package', '--target', target, '--out', vsix, '--allow-missing-repository'],
    {
      cwd: projectRoot,
    },
  );
  return vsix;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await packageExtension());
