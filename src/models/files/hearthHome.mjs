// Where Hearth keeps what it fetched, per user. Node built-ins only, because set-up scripts share it on a bare
// checkout; knows no file in there.
import os from 'node:os';
import path from 'node:path';

/** The per-user cache; `HEARTH_HOME` overrides the platform's own place. */
export function hearthHome(env = process.env, platform = process.platform) {
  if (env['HEARTH_HOME']) return path.resolve(env['HEARTH_HOME']);
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'hearth');
  if (platform === 'darwin') return path.join(home, 'Library/Caches/hearth');
  return path.join(env['XDG_CACHE_HOME'] ?? path.join(home, '.cache'), 'hearth');
}

/** Where Hearth's own model files are. */
export const modelsFolder = () => path.join(hearthHome(), 'models');
