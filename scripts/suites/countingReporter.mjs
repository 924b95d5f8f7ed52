// Mocha's usual report, and the counts of each outermost `describe` as JSON in the file that HEARTH_TEST_COUNTS names.
// Runs in plain Node and inside the extension host, so it must not know which.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** The default export because Mocha loads reporters by it. */
export default class CountingReporter extends Mocha.reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {Record<string, import('./counts.mjs').Counts>} */
    const byGroup = {};
    const count = (/** @type {keyof import('./counts.mjs').Counts} */ kind) => {
      return (/** @type {import('mocha').Runnable} */ runnable) => {
        // A failing hook of the whole run has no group.
        const [group = ''] = runnable.titlePath();
        byGroup[group] ??= { passed: 0, failed: 0, skipped: 0 };
        byGroup[group][kind]++;
      };
    };
    runner.on('pass', count('passed'));
    runner.on('fail', count('failed'));
    runner.on('pending', count('skipped'));
    runner.once('end', () => {
      const file = process.env['HEARTH_TEST_COUNTS'];
      if (file) writeFileSync(file, JSON.stringify(byGroup));
    });
  }
}
