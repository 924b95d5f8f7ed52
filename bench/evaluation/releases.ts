// Releases of packages, fetched by pinned name, version and hash into the per-user cache, each with its registry's own
// client. Knows package managers and archives; must not know what is made of the files.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sha256Of } from '../../scripts/weights/verifiedFile.mjs';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';

const run = promisify(execFile);

export interface PinnedRelease {
  readonly name?: string;
  readonly version: string;
  /** Of the archive. */
  readonly sha256: string;
}

export interface PinnedPackage {
  readonly name: string;
  readonly registry: string;
  /** Where its sources stand inside the archive. */
  readonly folder: string;
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

/** Downloads one archive into a folder. */
type Download = (name: string, version: string, folder: string) => Promise<string>;
/** Into an empty folder. */
type Unpack = (archive: string, folder: string) => Promise<unknown>;

const untar: Unpack = (archive, folder) =>
  run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
const unzip: Unpack = (archive, folder) => run('python3', ['-m', 'zipfile', '-e', archive, folder]);

/** All files of a module stand in folders of its name and version. */
const unzipModule: Unpack = async (archive, folder) => {
  const whole = `${folder}.module`;
  await mkdir(whole);
  await unzip(archive, whole);
  const file = (await readdir(whole, { recursive: true, withFileTypes: true })).find(
    (entry) => entry.isDirectory() && entry.name.includes('@v'),
  );
  if (file === undefined) throw new Error(`${archive} is no module.`);
  await rm(folder, { recursive: true });
  await rename(path.join(file.parentPath, file.name), folder);
};

const registries: Readonly<Record<string, { readonly download: Download; readonly unpack: Unpack }>> = {
  npm: { download: downloadFromNpm, unpack: untar },
  pypi: { download: downloadFromPypi, unpack: unzip },
  crates: { download: downloadCrate, unpack: untar },
  go: { download: downloadGoModule, unpack: unzipModule },
  maven: { download: downloadJavaSources, unpack: unzip },
};

/**
 * The folder of a release, fetched if it is not in the cache yet.
 * @throws Error when it cannot be had or is not the pinned one
 */
export async function releaseFolder(
  item: PinnedPackage,
  release: PinnedRelease,
  say: (line: string) => void,
): Promise<string> {
  const name = release.name ?? item.name;
  const fileName = `${name.replaceAll(/[/:]/g, '-')}-${release.version}`;
  const folder = path.join(hearthHome(), 'corpus', fileName);
  const isThere = await readdir(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    say(`fetching ${name} ${release.version} …`);
    await fetchRelease(item.registry, name, release, folder);
  }
  return path.join(folder, item.folder);
}

/** Files of the wanted languages, with `\n` line ends, in the order of their names. */
export async function readSources(
  packageName: string,
  folder: string,
  languageOf: (name: string) => string | undefined,
): Promise<SourceFile[]> {
  const names = await readdir(folder, { recursive: true });
  const files: SourceFile[] = [];
  for (const name of names.map((entry) => entry.split(path.sep).join('/')).toSorted()) {
    const languageId = languageOf(name);
    if (languageId === undefined) continue;
    const text = await readFile(path.join(folder, name), 'utf8');
    files.push({ packageName, path: name, languageId, text: text.replaceAll('\r\n', '\n') });
  }
  return files;
}

/** Unpacked beside its place and renamed, so that a folder that is there is whole. */
async function fetchRelease(
  registry: string,
  name: string,
  release: PinnedRelease,
  target: string,
): Promise<void> {
  const client = registries[registry];
  if (client === undefined) throw new Error(`${name} is pinned in the unknown registry “${registry}”.`);
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = await mkdtemp(`${target}.`);
  try {
    const archive = await client.download(name, release.version, temporary);
    const sha256 = await sha256Of(archive);
    if (sha256 !== release.sha256) {
      throw new Error(`${name} ${release.version} has SHA-256 ${sha256}, expected ${release.sha256}.`);
    }
    const unpacked = path.join(temporary, 'unpacked');
    await mkdir(unpacked);
    await client.unpack(archive, unpacked);
    await rename(unpacked, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function downloadFromNpm(name: string, version: string, folder: string): Promise<string> {
  await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder]);
  return await onlyFile(folder, '.tgz');
}

async function downloadFromPypi(name: string, version: string, folder: string): Promise<string> {
  const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--dest', folder];
  await run('python3', ['-m', 'pip', 'download', ...options, `${name}==${version}`]);
  return await onlyFile(folder, '.whl');
}

/** Cargo fetches for a project only, and keeps archives in its own cache. */
async function downloadCrate(name: string, version: string, folder: string): Promise<string> {
  const dependency = `${name} = { version = "=${version}", default-features = false }`;
  const manifest = `[package]\nname = "fetching"\nversion = "0.0.0"\n[lib]\npath = "lib.rs"\n[dependencies]\n${dependency}\n`;
  await writeFile(path.join(folder, 'Cargo.toml'), manifest);
  await writeFile(path.join(folder, 'lib.rs'), '');
  await run('cargo', ['fetch', '--quiet'], { cwd: folder });
  const cache = path.join(process.env['CARGO_HOME'] ?? path.join(homedir(), '.cargo'), 'registry', 'cache');
  const fileName = `${name}-${version}.crate`;
  for (const index of await readdir(cache)) {
    if ((await readdir(path.join(cache, index))).includes(fileName)) return path.join(cache, index, fileName);
  }
  throw new Error(`${name} ${version} could not be fetched.`);
}

async function downloadGoModule(name: string, version: string, folder: string): Promise<string> {
  const { stdout } = await run('go', ['mod', 'download', '-json', `${name}@${version}`], { cwd: folder });
  const { Zip } = JSON.parse(stdout) as { readonly Zip: string };
  const archive = path.join(folder, 'module.zip');
  await copyFile(Zip, archive);
  return archive;
}

async function downloadJavaSources(name: string, version: string, folder: string): Promise<string> {
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
  const artifact = `-Dartifact=${name}:${version}:jar:sources`;
  await run('mvn', ['--batch-mode', '--quiet', goal, artifact, `-DoutputDirectory=${folder}`], {
    cwd: folder,
  });
  return await onlyFile(folder, '.jar');
}

async function onlyFile(folder: string, extension: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => file.endsWith(extension));
  if (name === undefined) throw new Error(`Nothing was fetched into ${folder}.`);
  return path.join(folder, name);
}
