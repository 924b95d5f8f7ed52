// Where Git keeps what is true of all repositories of a user. Pure. Source: git-config(1), gitignore(5).
// Must not know what the files hold.

/** Paths are absolute, with `/` between names and in front. */
export interface GitPlaces {
  /** What `~` stands for. */
  readonly home: string;
  readonly configs: readonly string[];
  /** Read where no configuration names another file. */
  readonly defaultExcludes: string;
}

export function gitPlaces(env: Readonly<Record<string, string | undefined>>, home: string): GitPlaces {
  const ownHome = slashed(env['HOME'] ?? home);
  const xdg = slashed(env['XDG_CONFIG_HOME'] || `${ownHome}/.config`);
  const programs = env['ProgramFiles'];
  const system = [
    '/etc/gitconfig',
    '/usr/local/etc/gitconfig',
    '/opt/homebrew/etc/gitconfig',
    ...(programs === undefined ? [] : [`${slashed(programs)}/Git/etc/gitconfig`]),
  ];
  const global = env['GIT_CONFIG_GLOBAL'];
  return {
    home: ownHome,
    configs: [
      ...(env['GIT_CONFIG_SYSTEM'] === undefined ? system : [slashed(env['GIT_CONFIG_SYSTEM'])]),
      ...(global === undefined ? [`${xdg}/git/config`, `${ownHome}/.gitconfig`] : [slashed(global)]),
    ],
    defaultExcludes: `${xdg}/git/ignore`,
  };
}

/** `C:\Users\me` as `/C:/Users/me`; other paths as they are. */
export function slashed(path: string): string {
  return /^[A-Za-z]:/.test(path) ? `/${path.replaceAll('\\', '/')}` : path;
}
