// The table of all that `npm test` runs: what each suite needs set up, how it is run, how long it may take.
// Must not know how results are added up.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../setup/paths.mjs';

/** @typedef {import('../bootstrap.mjs').StepName} StepName */

/**
 * @typedef {object} Suite
 * @property {readonly StepName[]} needs
 * @property {boolean | 'all'} needsPackage that of this platform, or those of all platforms
 * @property {'check' | 'mocha'} kind a check counts as one test; mocha writes its counts itself
 * @property {(mochaArguments: readonly string[]) => readonly string[]} command arguments of Node
 * @property {number} limitMs
 * @property {boolean} [triesAgain] groups that failed are run once more, which is said
 * @property {NodeJS.ProcessEnv} [env] beside the environment
 */

const minuteMs = 60_000;
const bin = (/** @type {string} */ file) => path.join(projectRoot, 'node_modules', file);
/** Stands in for the editor's module, which exists inside the editor only. */
const vscodeModule = new URL('../../test/support/vscode/register.mjs', import.meta.url).href;
const reporter = fileURLToPath(new URL('countingReporter.mjs', import.meta.url));

/** @param {readonly string[]} command @returns {Suite} */
function check(...command) {
  return {
    needs: ['dependencies'],
    needsPackage: false,
    kind: 'check',
    command: () => command,
    limitMs: 5 * minuteMs,
  };
}

/**
 * @param {string} folder
 * @param {readonly StepName[]} needs
 * @param {{ limitMs: number, testTimeoutMs: number, needsPackage?: boolean }} options
 * @returns {Suite}
 */
function mocha(folder, needs, { limitMs, testTimeoutMs, needsPackage = false }) {
  const imports = ['--import', 'tsx', '--import', vscodeModule];
  const runner = [...imports, bin('mocha/bin/mocha.js'), '--forbid-only', '--reporter', reporter];
  const args = [...runner, '--timeout', `${testTimeoutMs}`];
  return {
    needs,
    needsPackage,
    kind: 'mocha',
    command: (extra) => [...args, ...extra, `test/${folder}/**/*.test.ts`],
    limitMs,
  };
}

const soakMinutes = Number(process.env['HEARTH_SOAK_MINUTES'] ?? 20);
const editor = /** @type {const} */ (['dependencies', 'build', 'weights', 'server', 'browser']);
const oldestEditor = /** @type {const} */ (['dependencies', 'build', 'weights', 'oldestServer', 'browser']);

/** @satisfies {Record<string, Suite>} */
export const suites = {
  format: check(bin('@biomejs/biome/bin/biome'), 'check', '.'),
  lint: check(bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'),
  types: check(bin('typescript/bin/tsc'), '--noEmit'),
  unused: check(bin('knip/bin/knip.js')),
  workflows: check('scripts/suites/lintWorkflows.mjs'),
  unit: mocha('unit', ['dependencies', 'build'], { limitMs: 10 * minuteMs, testTimeoutMs: 30_000 }),
  engine: mocha('engine', ['dependencies', 'build', 'weights', 'llamaServer'], {
    limitMs: 20 * minuteMs,
    testTimeoutMs: 2 * minuteMs,
  }),
  integration: /** @type {Suite} */ ({
    needs: editor,
    needsPackage: false,
    kind: 'mocha',
    command: (extra) => ['scripts/suites/runIntegration.mjs', ...extra],
    limitMs: 15 * minuteMs,
    triesAgain: true,
  }),
  ui: {
    ...mocha('ui', [...editor, 'llamaServer'], {
      // A quarter of it on a machine that does nothing else.
      limitMs: 45 * minuteMs,
      testTimeoutMs: 2 * minuteMs,
      needsPackage: true,
    }),
    triesAgain: true,
  },
  desktop: /** @type {Suite} */ ({
    needs: ['dependencies', 'build', 'weights'],
    needsPackage: false,
    kind: 'mocha',
    command: (extra) => ['scripts/suites/runIntegration.mjs', ...extra],
    limitMs: 30 * minuteMs,
    env: { HEARTH_DESKTOP: process.env['HEARTH_DESKTOP'] ?? 'stable' },
  }),
  oldest: /** @type {Suite} */ ({
    needs: oldestEditor,
    needsPackage: false,
    kind: 'mocha',
    command: (extra) => ['scripts/suites/runIntegration.mjs', ...extra],
    limitMs: 15 * minuteMs,
    env: { HEARTH_EDITOR: 'oldest' },
  }),
  uiLong: mocha('uiLong', editor, {
    limitMs: 20 * minuteMs,
    testTimeoutMs: 2 * minuteMs,
    needsPackage: true,
  }),
  oldestUi: {
    ...mocha('oldestUi', oldestEditor, {
      limitMs: 10 * minuteMs,
      testTimeoutMs: 2 * minuteMs,
      needsPackage: true,
    }),
    env: { HEARTH_EDITOR: 'oldest' },
  },
  packages: {
    ...mocha('packages', ['dependencies', 'build'], { limitMs: 5 * minuteMs, testTimeoutMs: 10_000 }),
    needsPackage: 'all',
  },
  long: mocha('long', ['dependencies', 'build', 'weights', 'llamaServer', 'vllm'], {
    limitMs: 60 * minuteMs,
    testTimeoutMs: 50 * minuteMs,
  }),
  soak: /** @type {Suite} */ ({
    needs: editor,
    needsPackage: false,
    kind: 'mocha',
    command: (extra) => ['scripts/suites/runIntegration.mjs', '--folder', 'soak', ...extra],
    limitMs: (soakMinutes + 20) * minuteMs,
    env: { HEARTH_TEST_LIMIT_MS: `${(soakMinutes + 15) * minuteMs}` },
  }),
};

/** @typedef {keyof typeof suites} SuiteName */

export const allSuites = /** @type {SuiteName[]} */ (Object.keys(suites));

/** Take too long for every change: run by name, and before a release. */
const onDemand = /** @type {readonly SuiteName[]} */ ([
  'desktop',
  'oldest',
  'oldestUi',
  'uiLong',
  'packages',
  'long',
  'soak',
]);

/** Names for several suites at once. */
export const suiteGroups = /** @type {Record<string, SuiteName[]>} */ ({
  check: ['format', 'lint', 'types', 'unused', 'workflows'],
  all: allSuites.filter((name) => !onDemand.includes(name)),
});
