// Runs one suite in a process of its own and counts its results.
// Must not know which suites there are.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, scratchFolder } from '../setup/paths.mjs';
import { runToCode } from '../setup/processes.mjs';
import { countsOf } from './counts.mjs';

/**
 * @param {string} name
 * @param {import('./suites.mjs').Suite} suite
 * @param {{ mochaArguments: readonly string[], env: NodeJS.ProcessEnv }} options
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runSuite(name, suite, { mochaArguments, env }) {
  const countsFile = path.join(scratchFolder, 'results', `${name}.json`);
  mkdirSync(path.dirname(countsFile), { recursive: true });
  rmSync(countsFile, { force: true });
  const { code } = await runToCode(process.execPath, suite.command(mochaArguments), {
    cwd: projectRoot,
    env: { ...process.env, ...env, ...suite.env, HEARTH_TEST_COUNTS: countsFile },
    output: 'inherit',
    limitMs: suite.limitMs,
  });
  return countsOf({ kind: suite.kind, exitCode: code, reported: readCounts(countsFile) });
}

/** @param {string} file @returns {import('./counts.mjs').Counts | undefined} */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The runner ended before it could count, which is the result.
    return undefined;
  }
}
