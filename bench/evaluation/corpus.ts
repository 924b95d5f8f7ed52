// The packages that cases are cut from: fetched by pinned name, version and hash into the per-user cache, and read.
// Knows package managers and archives; must not know cursors or models.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { sha256Of } from '../../scripts/weights/verifiedFile.mjs';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import corpus from './corpus.json' with { type: 'json' };

const run = promisify(execFile);

interface PinnedRelease {
  readonly name?: string;
  readonly version: string;
  readonly sha256: string;
}

export interface CorpusPackage {
  readonly name: string;
  readonly registry: string;
  /** Where its sources stand inside the archive. */
  readonly folder: string;
  /** The last release before the model's corpus was gathered (February 2024). */
  readonly before: PinnedRelease;
  readonly after: PinnedRelease;
}

export interface SourceFile {
  readonly packageName: string;
  /** Inside the package, with `/`. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

export interface PackageSources {
  readonly name: string;
  readonly before: readonly SourceFile[];
  readonly after: readonly SourceFile[];
}

const languageOfExtension: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.js': 'javascript',
  '.py': 'python',
};
/** Built copies, and text that nobody types. */
const leftOut = /(^|\/)(dist|_cjs|_esm|_types|node_modules|llhttp)\/|\.d\.ts$|\.min\.js$|wordlists?\//;

/** Fetches what is not in the cache yet. @throws Error when a release cannot be had or is not the pinned one. */
export async function readCorpus(say: (line: string) => void): Promise<PackageSources[]> {
  const sources: PackageSources[] = [];
  for (const item of corpus.packages) {
    const before = await readRelease(item, item.before, say);
    const after = await readRelease(item, item.after, say);
    sources.push({ name: item.name, before, after });
  }
  return sources;
}

async function readRelease(
  item: CorpusPackage,
  release: PinnedRelease,
  say: (line: string) => void,
): Promise<SourceFile[]> {
  const name = release.name ?? item.name;
  const folder = path.join(hearthHome(), 'corpus', `${name.replace('/', '-')}-${release.version}`);
  const isThere = await readdir(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    say(`fetching ${name} ${release.version} …`);
    await fetchRelease(item.registry, name, release, folder);
  }
  return await readSources(item, folder);
}

/** Unpacked beside its place and renamed, so that a folder that is there is whole. */
async function fetchRelease(
  registry: string,
  name: string,
  release: PinnedRelease,
  target: string,
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = await mkdtemp(`${target}.`);
  try {
    const archive = await downloadRelease(registry, name, release.version, temporary);
    const sha256 = await sha256Of(archive);
    if (sha256 !== release.sha256) {
      throw new Error(`${name} ${release.version} has SHA-256 ${sha256}, expected ${release.sha256}.`);
    }
    const unpacked = path.join(temporary, 'unpacked');
    await mkdir(unpacked);
    if (registry === 'npm') await run('tar', ['-xzf', archive, '-C', unpacked, '--strip-components=1']);
    else await run('python3', ['-m', 'zipfile', '-e', archive, unpacked]);
    await rename(unpacked, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function downloadRelease(registry: string, name: string, version: string, folder: string) {
  if (registry === 'npm') {
    await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder]);
  } else {
    const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--dest', folder];
    await run('python3', ['-m', 'pip', 'download', ...options, `${name}==${version}`]);
  }
  const [archive] = await readdir(folder);
  if (archive === undefined) throw new Error(`${name} ${version} could not be fetched.`);
  return path.join(folder, archive);
}

async function readSources(item: CorpusPackage, folder: string): Promise<SourceFile[]> {
  const root = path.join(folder, item.folder);
  const names = await readdir(root, { recursive: true });
  const files: SourceFile[] = [];
  for (const name of names.map((entry) => entry.split(path.sep).join('/')).toSorted()) {
    const languageId = languageOfExtension[path.extname(name)];
    if (languageId === undefined || leftOut.test(name)) continue;
    const text = await readFile(path.join(root, name), 'utf8');
    files.push({ packageName: item.name, path: name, languageId, text: text.replaceAll('\r\n', '\n') });
  }
  return files;
}
