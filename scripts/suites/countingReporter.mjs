// Mocha's usual report, and the counts as JSON in the file that HEARTH_TEST_COUNTS names.
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
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      const file = process.env['HEARTH_TEST_COUNTS'];
      if (file) writeFileSync(file, JSON.stringify(counts));
    });
  }
}
