// Bundles the integration tests and runs them inside VS Code's extension host.
// HEARTH_VSCODE names a desktop VS Code's executable, HEARTH_DESKTOP one to be downloaded (`oldest`, `stable` or
// `insiders`); without them the stand-in runs the VS Code server.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
const testFolder = path.join(projectRoot, 'test', 'integration');
const outFolder = path.join(projectRoot, 'out', 'integration');
const { grep = '' } = parseArgs({ options: { grep: { type: 'string', short: 'g' } } }).values;
const folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-integration-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

await bundleTests();
process.exitCode = await runTests({
  ...editorToRun(),
  // The other one declares a type of notebook, which tests cannot do at run time.
  extensionDevelopmentPath: [projectRoot, path.join(testFolder, 'notebookExtension')],
  extensionTestsPath: path.join(outFolder, 'index.cjs'),
  extensionTestsEnv: { HEARTH_TEST_GREP: grep },
  launchArgs: [prepareWorkspace(), `--user-data-dir=${prepareUserData()}`],
});

function editorToRun() {
  const { HEARTH_VSCODE: program, HEARTH_DESKTOP: desktop } = process.env;
  if (program !== undefined || desktop === undefined) return { vscodeExecutablePath: program ?? standIn };
  return { version: desktop === 'oldest' ? `${vscodeVersion('oldest')}.0` : desktop };
}

async function bundleTests() {
  rmSync(outFolder, { recursive: true, force: true });
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({
    outbase: testFolder,
    outdir: outFolder,
    absWorkingDir: projectRoot,
    bundle: true,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    sourcemap: /** @type {const} */ ('inline'),
    external: ['vscode', 'mocha'],
    logLevel: /** @type {const} */ ('warning'),
  });
  const suite = path.join(testFolder, 'suite.ts');
  await build({ ...common, entryPoints: [suite], format: 'esm', outExtension: { '.js': '.mjs' } });
  await build({
    ...common,
    entryPoints: readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file === 'index.ts' || file.endsWith('.test.ts'))
      .map((file) => path.join(testFolder, file)),
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
}

function prepareWorkspace() {
  const workspace = path.join(folder, 'workspace');
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
