// Where a path leads once its links are followed. Knows no VS Code; must not know rules.

export interface LinkReader {
  /** The path without links; undefined where there is nothing. Rejects when that cannot be said. */
  realPath(fileSystem: string, path: string): Promise<string | undefined>;
}

/** Of what is not there yet, such as a file that is to be saved, the folders that are there decide. */
export async function realPath(reader: LinkReader, fileSystem: string, path: string): Promise<string> {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const real = await reader.realPath(fileSystem, path.slice(0, end));
    if (real !== undefined) return real.replace(/\/$/, '') + path.slice(end);
  }
  return path;
}
