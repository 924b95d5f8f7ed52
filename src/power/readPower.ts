// Asks the platform where its power comes from, by means that every one of them ships. Must not decide anything.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromBatteryStatus, fromPmset, fromPowerSupplies, type PowerSource } from './powerSource.ts';

const run = promisify(execFile);
const limitMs = 10_000;
/** How long an answer holds: Windows has to be asked by a program that takes half a second. */
export const powerMaxAgeMs = process.platform === 'win32' ? 300_000 : 30_000;

/** Rejects when the platform could not be asked. */
export async function readPower(platform: NodeJS.Platform = process.platform): Promise<PowerSource> {
  if (platform === 'linux') return await readPowerSupplies('/sys/class/power_supply');
  if (platform === 'darwin') {
    const { stdout } = await run('/usr/bin/pmset', ['-g', 'batt'], { timeout: limitMs });
    return fromPmset(stdout);
  }
  if (platform === 'win32') {
    const question = '(Get-CimInstance Win32_Battery).BatteryStatus';
    const options = { timeout: limitMs, windowsHide: true };
    const { stdout } = await run(powershellFile(), ['-NoProfile', '-Command', question], options);
    return fromBatteryStatus(stdout);
  }
  return 'unknown';
}

/** By its whole path: a bare name would be looked for in the folder that is open first of all. */
export function powershellFile(env: NodeJS.ProcessEnv = process.env): string {
  const windows = env['SystemRoot'] ?? 'C:\\Windows';
  return path.win32.join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

export async function readPowerSupplies(folder: string): Promise<PowerSource> {
  const names = await readdir(folder);
  const read = async (name: string, file: string) => {
    try {
      return (await readFile(path.join(folder, name, file), 'utf8')).trim();
    } catch {
      // Supplies have the files that fit their kind; one that has none of them says nothing.
      return '';
    }
  };
  const supplies = names.map(async (name) => ({
    type: await read(name, 'type'),
    scope: await read(name, 'scope'),
    online: await read(name, 'online'),
    status: await read(name, 'status'),
  }));
  return fromPowerSupplies(await Promise.all(supplies));
}
