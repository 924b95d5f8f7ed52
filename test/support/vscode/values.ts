// The plain values of VS Code's API that the code under test uses, as VS Code has them.
// Must not know documents.

export class Disposable {
  private readonly callOnDispose: () => unknown;

  constructor(callOnDispose: () => unknown) {
    this.callOnDispose = callOnDispose;
  }

  static from(...parts: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }

  dispose(): void {
    this.callOnDispose();
  }
}

export class EventEmitter<Event> {
  private readonly listeners = new Set<(event: Event) => unknown>();

  readonly event = (listener: (event: Event) => unknown): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: Event): void {
    for (const listener of this.listeners) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;

  private constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  static parse(text: string): Uri {
    const [, scheme = '', path = ''] = /^([a-z-]+):(?:\/\/)?(.*)$/.exec(text) ?? [];
    return new Uri(scheme, decodeURIComponent(path));
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}:${this.scheme === 'file' ? '//' : ''}${encodeURI(this.path)}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }
}

export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

export class WorkspaceEdit {
  private readonly byUri = new Map<string, Replacement[]>();

  replace(uri: Uri, range: Range, text: string): void {
    const replacements = this.byUri.get(uri.toString()) ?? [];
    this.byUri.set(uri.toString(), [...replacements, { range, text }]);
  }

  entries(): readonly (readonly [string, readonly Replacement[]])[] {
    return [...this.byUri];
  }
}

export class FileSystemError extends Error {}

export const FilePermission = { Readonly: 1 };
export const TextDocumentChangeReason = { Undo: 1, Redo: 2 };
