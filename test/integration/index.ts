// What the extension host calls to run the tests bundled beside this file. CommonJS, as the host wants it; what it
// leads to is a module, because Mocha is one and not every host's Node can require those.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Suite from './suite.ts';

/** Called by VS Code. @throws when a test failed */
export async function run(): Promise<void> {
  const suite: typeof Suite = await import(pathToFileURL(path.join(__dirname, 'suite.mjs')).href);
  await suite.runTestsIn(__dirname);
}
