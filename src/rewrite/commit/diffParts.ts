// A diff as its files, so that hidden ones can be left out and big ones do not push out the others. Pure.
// Must not know version control or prompts.

export interface DiffPart {
  /** Relative to the repository, with `/` between names; both when a file was renamed. */
  readonly paths: readonly string[];
  readonly text: string;
}

export function diffParts(diff: string): readonly DiffPart[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((text) => text.startsWith('diff --git '))
    .map((text) => ({ paths: pathsOf(text), text }));
}

/** From the lines that name one file each; the first line alone, for files without any, names two. */
function pathsOf(text: string): readonly string[] {
  const [header = ''] = text.split('\n', 1);
  const both = /^diff --git "?a\/(.*?)"? "?b\/(.*?)"?$/.exec(header)?.slice(1) ?? [];
  const named = [...text.matchAll(/^(?:--- "?a|\+\+\+ "?b)\/(.*?)"?$|^rename (?:from|to) "?(.*?)"?$/gm)];
  const paths = [...both, ...named.map(([, file, renamed]) => file ?? renamed ?? '')];
  return [...new Set(paths.map(unquoted))];
}

/** Git writes names beyond ASCII as octal bytes. */
function unquoted(path: string): string {
  if (!path.includes('\\')) return path;
  const bytes = path.replaceAll(/\\([0-7]{3}|.)/g, (_, code: string) =>
    /^[0-7]{3}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : code,
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** As much of each file as fits when all get the same; what small ones leave is for the larger. */
export function withinLimit(parts: readonly DiffPart[], maxCharacters: number): string {
  let left = maxCharacters;
  const bySize = parts.toSorted((a, b) => a.text.length - b.text.length);
  const kept = new Map<DiffPart, string>();
  for (const [index, part] of bySize.entries()) {
    const share = Math.floor(left / (bySize.length - index));
    const text = part.text.length <= share ? part.text : wholeLines(part.text, share);
    kept.set(part, text);
    left -= text.length;
  }
  return parts.map((part) => kept.get(part) ?? '').join('');
}

function wholeLines(text: string, maxCharacters: number): string {
  return text.slice(0, text.lastIndexOf('\n', maxCharacters - 1) + 1);
}
