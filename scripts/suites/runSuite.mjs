// Runs one suite in a process of its own and counts its results.
// Must not know which suites there are.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, scratchFolder } from '../setup/paths.mjs';
import { runToCode } from '../setup/processes.mjs';
import { countsOf, sumOf } from './counts.mjs';
import { afterSecondTry, grepOf, groupsToTryAgain } from './secondTry.mjs';

/**
 * What drives an editor fails by chance now and then: the editor's own races, a machine that is busy. Groups that failed
 * are run once more in a new editor, and that they needed it is said.
 *
 * @param {string} name
 * @param {import('./suites.mjs').Suite} suite
 * @param {{ mochaArguments: readonly string[], env: NodeJS.ProcessEnv, say: (line: string) => void }} options
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runSuite(name, suite, { mochaArguments, env, say }) {
  const first = await runOnce(name, suite, mochaArguments, env);
  const triesAgain = suite.triesAgain === true && mochaArguments.length === 0;
  const again = triesAgain && first.byGroup !== undefined ? groupsToTryAgain(first.byGroup) : [];
  if (first.byGroup === undefined || again.length === 0) return first.counts;
  say(`${name}: once more, in case it was chance: ${again.join(', ')} …`);
  const second = await runOnce(name, suite, ['--grep', grepOf(again)], env);
  const counts = afterSecondTry(first.byGroup, second.byGroup ?? {}, again);
  say(
    counts.failed === 0
      ? `${name}: PASSED AT THE SECOND TRY ONLY, see above what failed: ${again.join(', ')}`
      : `${name}: failed twice: ${again.join(', ')}`,
  );
  return counts;
}

/**
 * @param {string} name
 * @param {import('./suites.mjs').Suite} suite
 * @param {readonly string[]} mochaArguments
 * @param {NodeJS.ProcessEnv} env
 */
async function runOnce(name, suite, mochaArguments, env) {
  const countsFile = path.join(scratchFolder, 'results', `${name}.json`);
  mkdirSync(path.dirname(countsFile), { recursive: true });
  rmSync(countsFile, { force: true });
  const { code } = await runToCode(process.execPath, suite.command(mochaArguments), {
    cwd: projectRoot,
    env: { ...process.env, ...env, ...suite.env, HEARTH_TEST_COUNTS: countsFile },
    output: 'inherit',
    limitMs: suite.limitMs,
  });
  const byGroup = readCounts(countsFile);
  const reported = byGroup === undefined ? undefined : sumOf(Object.values(byGroup));
  const counts = countsOf({ kind: suite.kind, exitCode: code, reported });
  // A run that ended badly beside its failures is no chance of a test.
  const isWholeStory = reported !== undefined && reported.failed === counts.failed;
  return { counts, byGroup: isWholeStory ? byGroup : undefined };
}

/** @param {string} file @returns {import('./secondTry.mjs').CountsByGroup | undefined} */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The runner ended before it could count, which is the result.
    return undefined;
  }
}
