// The engine's tests and the keystroke bench on a graphics processor, with the binding's packages for it:
// `node scripts/gpu.mjs`. Says so where there is none, and runs nothing then.
import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { bindingsFolder, placeBinding } from './packaging/bindings.mjs';
import { findOnPath } from './setup/findOnPath.mjs';
import { projectRoot } from './setup/paths.mjs';
import { runToCode, stopGroupsOnExit } from './setup/processes.mjs';
import { Progress } from './setup/progress.mjs';

/** For each kind of card the binding's packages that it wants, beside the platform's own. */
const kinds = /** @type {const} */ ({
  cuda: ['cuda', 'cuda-ext'],
  vulkan: ['vulkan'],
});

/** @typedef {keyof typeof kinds} Kind */

stopGroupsOnExit();
const progress = new Progress();
const found = await cards();
if (found.length === 0) {
  progress.say(
    'No graphics processor: `nvidia-smi` names none, and there is no device in /dev/dri. Nothing was run.',
  );
  process.exit(0);
}
await bootstrap(['dependencies', 'build', 'weights'], progress);
let failures = 0;
for (const { kind, name } of found) failures += await runOn(kind, name);
process.exit(failures > 0 ? 1 : 0);

/** @returns {Promise<readonly { kind: Kind, name: string }[]>} */
async function cards() {
  const all = /** @type {{ kind: Kind, name: string }[]} */ ([]);
  if (process.platform !== 'linux' && process.platform !== 'win32') return all;
  if (findOnPath('nvidia-smi') !== undefined) {
    const { code, stdout } = await runToCode('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']);
    if (code === 0 && stdout.trim() !== '')
      all.push({ kind: 'cuda', name: stdout.trim().split('\n')[0] ?? '' });
  }
  const devices = existsSync('/dev/dri')
    ? readdirSync('/dev/dri').filter((name) => name.startsWith('render'))
    : [];
  if (devices.length > 0 || all.length > 0)
    all.push({ kind: 'vulkan', name: devices[0] ?? all[0]?.name ?? '' });
  return all;
}

/** @param {Kind} kind @param {string} name @returns {Promise<number>} how many of the two failed */
async function runOn(kind, name) {
  progress.say(`${kind} on ${name} …`);
  const system = process.platform === 'win32' ? 'win' : 'linux';
  const packages = kinds[kind].map((suffix) => `${system}-${process.arch}-${suffix}`);
  try {
    for (const each of packages) {
      rmSync(path.join(bindingsFolder, each), { recursive: true, force: true });
      await placeBinding(each);
    }
    progress.say(`the binding computes on ${await deviceOfBinding()}`);
    const env = { ...process.env, HEARTH_GPU: kind };
    const tests = await runToCode(process.execPath, ['scripts/test.mjs', 'engine'], {
      cwd: projectRoot,
      env,
      output: 'inherit',
    });
    const bench = await runToCode(process.execPath, ['scripts/withTsx.mjs', 'bench/main.ts', '--quick'], {
      cwd: projectRoot,
      env,
      output: 'inherit',
    });
    progress.say(`${kind}: tests ended with ${tests.code}, the bench with ${bench.code}`);
    return [tests, bench].filter(({ code }) => code !== 0).length;
  } finally {
    for (const each of packages) {
      rmSync(path.join(bindingsFolder, each), { recursive: true, force: true });
      // As npm left it.
      symlinkSync(path.join('..', '..', 'scripts', 'omitted-package'), path.join(bindingsFolder, each));
    }
  }
}

/** What the binding itself finds: a package whose card or driver it does not accept is passed over. */
async function deviceOfBinding() {
  const program = `const { getLlama } = await import('node-llama-cpp');
    const llama = await getLlama({ gpu: 'auto', build: 'never', skipDownload: true, progressLogs: false });
    console.log(llama.gpu === false ? 'the processor alone' : llama.gpu);
    process.exit(0);`;
  const { stdout, tail } = await runToCode(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: projectRoot,
  });
  return stdout.trim() || `nothing: ${tail}`;
}
