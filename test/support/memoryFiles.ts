// A workspace in memory as the privacy rules see it: files by path, one workspace folder, failures on demand.
// Must not know what the rules mean.
import type { FileLocation, WorkspaceFiles } from '../../src/privacy/filePrivacy.ts';
import { type GitPlaces, gitPlaces } from '../../src/privacy/gitPlaces.ts';

export class MemoryFiles implements WorkspaceFiles {
  readonly workspaceFolder = '/home/me/work';
  readonly texts = new Map<string, string>();
  readonly reads: string[] = [];
  /** What links lead to, by their paths. */
  readonly links = new Map<string, string>();
  exclude: unknown = {};
  /** Awaited by every look at the files. */
  beforeLook: (path: string) => Promise<void> = () => Promise.resolve();

  /** @param texts by path; paths without a slash in front are inside the workspace folder */
  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(texts)) this.texts.set(this.absolute(path), text);
  }

  absolute(path: string): string {
    return path.startsWith('/') ? path : `${this.workspaceFolder}/${path}`;
  }

  locate(uri: string): FileLocation {
    const { protocol, pathname } = new URL(uri);
    const path = decodeURIComponent(pathname);
    const isInside = protocol === 'file:' && path.startsWith(`${this.workspaceFolder}/`);
    return {
      fileSystem: protocol,
      hasLinks: protocol === 'file:',
      path,
      workspaceFolder: isInside ? this.workspaceFolder : undefined,
      exclude: this.exclude,
    };
  }

  uriOf(fileSystem: string, path: string): string {
    return `${fileSystem}//${path.split('/').map(encodeURIComponent).join('/')}`;
  }

  async realPath(_fileSystem: string, path: string): Promise<string | undefined> {
    await this.beforeLook(path);
    const real = this.withoutLinks(path);
    return this.kindAt(real) === undefined ? undefined : real;
  }

  gitPlaces(fileSystem: string): GitPlaces | undefined {
    return fileSystem === 'file:' ? gitPlaces({}, '/home/me') : undefined;
  }

  async read(_fileSystem: string, path: string): Promise<string | undefined> {
    this.reads.push(path);
    await this.beforeLook(path);
    return this.texts.get(this.withoutLinks(path));
  }

  async kindOf(_fileSystem: string, path: string): Promise<'file' | 'folder' | undefined> {
    await this.beforeLook(path);
    return this.kindAt(this.withoutLinks(path));
  }

  private withoutLinks(path: string): string {
    for (const [link, target] of this.links)
      if (path === link || path.startsWith(`${link}/`)) return target + path.slice(link.length);
    return path;
  }

  private kindAt(path: string): 'file' | 'folder' | undefined {
    if (this.texts.has(path)) return 'file';
    const isFolder = path === this.workspaceFolder || path === '';
    return isFolder || [...this.texts.keys()].some((file) => file.startsWith(`${path}/`))
      ? 'folder'
      : undefined;
  }
}
