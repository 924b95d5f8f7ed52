// What a Git configuration file says, as far as ignored files depend on it. Pure.
// Must not know where such files are. Source of the syntax: git-config(1), "CONFIGURATION FILE".

export interface GitConfig {
  /** Values of `core.excludesFile`, as they are written. */
  readonly excludesFiles: readonly string[];
  /** Other files to read, whatever their conditions: what might hide a file is taken to do so. */
  readonly includes: readonly string[];
}

const sectionLine = /^\s*\[\s*([\w.-]+)\s*(?:"(?:[^"\\]|\\.)*")?\s*\](.*)$/;
const settingLine = /^\s*([A-Za-z][\w-]*)\s*=(.*)$/;

export function readGitConfig(text: string): GitConfig {
  const excludesFiles: string[] = [];
  const includes: string[] = [];
  let section = '';
  // A backslash at a line's end joins it to the next.
  for (const line of text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\\\r?\n/g, '')
    .split(/\r?\n/)) {
    const heading = sectionLine.exec(line);
    if (heading !== null) section = heading[1]?.toLowerCase() ?? '';
    const [, name, value] = settingLine.exec(heading?.[2] ?? line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = `${section}.${name.toLowerCase()}`;
    if (key === 'core.excludesfile') excludesFiles.push(valueOf(value));
    if (key === 'include.path' || key === 'includeif.path') includes.push(valueOf(value));
  }
  return { excludesFiles, includes };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/** Without quotes, escapes, a comment behind it, and spaces around it. */
function valueOf(text: string): string {
  let value = '';
  let isQuoted = false;
  for (const [part] of text.trim().matchAll(/\\.|[^]/g)) {
    if (part === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (part === '#' || part === ';')) return value.trimEnd();
    else value += part.length === 2 ? (escapes[part.charAt(1)] ?? part.charAt(1)) : part;
  }
  return value;
}
