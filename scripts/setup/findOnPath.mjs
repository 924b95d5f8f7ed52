// Finds programs the way a shell does. Node built-ins only; knows no particular program.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Full path of a program on PATH, if it is there.
 *
 * @param {string} name
 */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const candidate = path.join(folder, name + ending);
      if (isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Any failure means the same to a shell: not this one.
    return false;
  }
}
