// Runs a TypeScript program of this project after set-up: `withTsx.mjs PROGRAM [ARGUMENTS]`.
// Set-up speaks on standard error, because programs answer on standard output.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { projectRoot } from './setup/paths.mjs';
import { Progress } from './setup/progress.mjs';
import { presentWeights } from './weights/weights.mjs';

const [program = '', ...args] = process.argv.slice(2);
const progress = new Progress((line) => process.stderr.write(`${line}\n`));
progress.tellsOfSkipped = false;
/** The benchmarks' peer is a server. */
const needs = program.startsWith('bench/main') ? /** @type {const} */ (['llamaServer']) : [];
await bootstrap(['dependencies', 'build', 'weights', ...needs], progress);
const child = spawn(process.execPath, ['--import', 'tsx', path.join(projectRoot, program), ...args], {
  stdio: 'inherit',
  // libuv's pool must be set before the process starts: the bench computes in its own process.
  env: { ...process.env, UV_THREADPOOL_SIZE: '1', HEARTH_BENCH_MODEL: await presentWeights() },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
