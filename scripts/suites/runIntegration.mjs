// Bundles the integration tests and runs them inside VS Code's extension host.
// HEARTH_VSCODE names a desktop VS Code's executable; without it the stand-in runs the VS Code server.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { quietSettings } from '../editor/server.mjs';
import { projectRoot } from '../setup/paths.mjs';

const standIn = fileURLToPath(new URL('vscodeStandIn.mjs', import.meta.url));
const testFolder = path.join(projectRoot, 'test', 'integration');
const outFolder = path.join(projectRoot, 'out', 'integration');
const { grep = '' } = parseArgs({ options: { grep: { type: 'string', short: 'g' } } }).values;
const folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-integration-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

await bundleTests();
process.exitCode = await runTests({
  vscodeExecutablePath: process.env['HEARTH_VSCODE'] ?? standIn,
  // The other one declares a type of notebook, which tests cannot do at run time.
  extensionDevelopmentPath: [projectRoot, path.join(testFolder, 'notebookExtension')],
  extensionTestsPath: path.join(outFolder, 'index.cjs'),
  extensionTestsEnv: { HEARTH_TEST_GREP: grep },
  launchArgs: [prepareWorkspace(), `--user-data-dir=${prepareUserData()}`],
});

async function bundleTests() {
  rmSync(outFolder, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file === 'index.ts' || file.endsWith('.test.ts'))
      .map((file) => path.join(testFolder, file)),
    outbase: testFolder,
    outdir: outFolder,
    outExtension: { '.js': '.cjs' },
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
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
