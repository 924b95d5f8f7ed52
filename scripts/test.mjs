// `npm test`: all set-up, then every suite: `test.mjs [SUITE…] [MOCHA ARGUMENTS]`.
// The last line is `N passed, N failed, N skipped`; the exit code is 0 only when nothing failed.
import { bootstrap } from './bootstrap.mjs';
import { ensureAllPackages, ensurePackage, vsixFile } from './package.mjs';
import { stopGroupsOnExit } from './setup/processes.mjs';
import { Progress } from './setup/progress.mjs';
import { summary, sumOf } from './suites/counts.mjs';
import { runSuite } from './suites/runSuite.mjs';
import { allSuites, suiteGroups, suites } from './suites/suites.mjs';
import { presentWeights } from './weights/weights.mjs';

const firstOption = process.argv.findIndex((argument, index) => index > 1 && argument.startsWith('-'));
const end = firstOption < 0 ? process.argv.length : firstOption;
const wanted = chooseSuites(process.argv.slice(2, end));
const mochaArguments = process.argv.slice(end);

stopGroupsOnExit();
const progress = new Progress();
await bootstrap([...new Set(wanted.flatMap((name) => suites[name].needs))], progress);
if (wanted.some((name) => suites[name].needsPackage === true)) await ensurePackage(progress);
if (wanted.some((name) => suites[name].needsPackage === 'all')) await ensureAllPackages(progress);
const env = await environment();

const results = [];
for (const name of wanted) {
  progress.say(`${name} …`);
  const counts = await runSuite(name, suites[name], {
    mochaArguments,
    env,
    say: (line) => progress.say(line),
  });
  progress.say(`${name}: ${summary(counts)}`);
  results.push(counts);
}
const total = sumOf(results);
console.log(summary(total));
process.exit(total.failed > 0 ? 1 : 0);

/** @param {readonly string[]} names @returns {import('./suites/suites.mjs').SuiteName[]} in the table's order */
function chooseSuites(names) {
  const asked = names.length > 0 ? names : ['all'];
  const known = /** @type {readonly string[]} */ (allSuites);
  const unknown = asked.filter((name) => !(name in suiteGroups) && !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${[...known, 'check'].join(', ')}.`);
  }
  return allSuites.filter((suite) =>
    asked.some((name) => name === suite || suiteGroups[name]?.includes(suite)),
  );
}

/** What the suites with real weights and a real editor are told. @returns {Promise<NodeJS.ProcessEnv>} */
async function environment() {
  const needsWeights = wanted.some((name) => suites[name].needs.includes('weights'));
  return {
    // As in the engine's own process; one worker keeps libuv off the compute threads' cores.
    UV_THREADPOOL_SIZE: '1',
    HEARTH_TEST_VSIX: vsixFile,
    ...(needsWeights ? { HEARTH_TEST_MODEL: await presentWeights() } : {}),
  };
}
