// Runs the bundled tests by Mocha. Must not know what they test.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import CountingReporter from '../../scripts/suites/countingReporter.mjs';

/** Longer than whoever types waits and tries again, so that what went wrong is said. */
const testTimeoutMs = 150_000;

/** @throws when a test failed */
export async function runTestsIn(folder: string): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: testTimeoutMs,
    reporter: CountingReporter,
    color: false,
    forbidOnly: true,
    // Empty for all tests.
    grep: process.env['HEARTH_TEST_GREP'] ?? '',
  });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(folder, file));
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
