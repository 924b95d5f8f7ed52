// What the extension host calls to run the tests bundled beside this file.
// Must not know what they test.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import CountingReporter from '../../scripts/suites/countingReporter.mjs';

const testTimeoutMs = 60_000;

/** Called by VS Code. @throws when a test failed */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: testTimeoutMs,
    reporter: CountingReporter,
    color: false,
    forbidOnly: true,
    // Empty for all tests.
    grep: process.env['HEARTH_TEST_GREP'] ?? '',
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
