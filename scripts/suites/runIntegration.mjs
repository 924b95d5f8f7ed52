// Bundles the tests of a folder, `test/integration` by default, and runs them inside VS Code's extension host. A file
// `otherWindow.ts` there has a window of its own meanwhile, where the stand-in runs them.
// HEARTH_VSCODE names a desktop VS Code's executable, HEARTH_DESKTOP one to be downloaded (`oldest`, `stable` or
// `insiders`); without them the stand-in runs the VS Code server.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { quietSettings } from '../editor/server.mjs';
import { vscodeVersion } from '../setup/editor.mjs';
import { projectRoot } from '../setup/paths.mjs';

const standIn = fileURLToPath(new URL('vscodeStandIn.mjs', import.meta.url));
const { grep, folder: suiteFolder } = parseArgs({
  options: {
    grep: { type: 'string', short: 'g', default: '' },
    folder: { type: 'string', default: 'integration' },
  },
}).values;
const hostFolder = path.join(projectRoot, 'test', 'integration');
const testFolder = path.join(projectRoot, 'test', suiteFolder);
const outFolder = path.join(projectRoot, 'out', suiteFolder);
const hasOtherWindow = existsSync(path.join(testFolder, 'otherWindow.ts'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-integration-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

await bundleTests();
process.exitCode = await runTests({
  ...editorToRun(),
  // The other one declares a type of notebook, which tests cannot do at run time.
  extensionDevelopmentPath: [projectRoot, path.join(hostFolder, 'notebookExtension')],
  extensionTestsPath: path.join(outFolder, 'index.cjs'),
  extensionTestsEnv: { HEARTH_TEST_GREP: grep },
  launchArgs: [
    prepareWorkspace('workspace'),
    `--user-data-dir=${prepareUserData()}`,
    ...(hasOtherWindow
      ? [
          `--otherWindowPath=${path.join(outFolder, 'otherWindow.cjs')}`,
          `--otherWindowFolder=${prepareWorkspace('other workspace')}`,
        ]
      : []),
  ],
});

function editorToRun() {
  const { HEARTH_VSCODE: program, HEARTH_DESKTOP: desktop } = process.env;
  if (program !== undefined || desktop === undefined) return { vscodeExecutablePath: program ?? standIn };
  return { version: desktop === 'oldest' ? `${vscodeVersion('oldest')}.0` : desktop };
}

async function bundleTests() {
  rmSync(outFolder, { recursive: true, force: true });
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({
    outdir: outFolder,
    absWorkingDir: projectRoot,
    bundle: true,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    sourcemap: /** @type {const} */ ('inline'),
    external: ['vscode', 'mocha'],
    logLevel: /** @type {const} */ ('warning'),
  });
  const suite = path.join(hostFolder, 'suite.ts');
  await build({ ...common, entryPoints: { suite }, format: 'esm', outExtension: { '.js': '.mjs' } });
  const files = readdirSync(testFolder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file === 'otherWindow.ts' || file.endsWith('.test.ts'),
  );
  const tests = files.map((file) => [file.replace(/\.ts$/, ''), path.join(testFolder, file)]);
  await build({
    ...common,
    entryPoints: { index: path.join(hostFolder, 'index.ts'), ...Object.fromEntries(tests) },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
}

/** @param {string} name */
function prepareWorkspace(name) {
  const workspace = path.join(folder, name);
  cpSync(path.join(projectRoot, 'media/sample'), workspace, { recursive: true });
  return workspace;
}

function prepareUserData() {
  const userData = path.join(folder, 'user-data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const settings = {
    ...quietSettings,
    'hearth.model.path': process.env['HEARTH_TEST_MODEL'],
    // Its restart would come in between, when a test waits long.
    'hearth.model.tuned': false,
  };
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings));
  return userData;
}
