// Running commands and telling of steps. Node built-ins only; knows no particular command.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Runs a command to its end. Rejects with its last output when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { quiet?: boolean }} [options]
 * @returns {Promise<string>} what it printed
 */
export function run(command, args, options = {}) {
  const { quiet = true, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { shell, ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (/** @type {Buffer} */ data) => {
        output += data.toString();
        if (!quiet) process.stdout.write(data);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.slice(-3000)}`));
    });
  });
}

/**
 * Announces a step, runs it, and says how long it took or that it was done already.
 * @param {string} title
 * @param {() => Promise<'done' | 'already'>} work
 */
export async function step(title, work) {
  const startMs = Date.now();
  console.log(`• ${title} …`);
  const outcome = await work();
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  console.log(outcome === 'already' ? `  already there: ${title}` : `  done in ${seconds} s: ${title}`);
}

/**
 * Full path of a program on PATH, if it is there.
 * @param {string} name
 */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const candidate = path.join(folder, name + ending);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not in this folder; the next one may have it.
      }
    }
  }
  return undefined;
}
