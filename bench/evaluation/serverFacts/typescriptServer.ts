// TypeScript's own language server, asked what may stand at a place and what is wrong in a file. Speaks the language server
// protocol over its standard streams; must not know what becomes of the answers.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';

/** As the protocol has it; the parts that are read. */
export interface ServerItem {
  readonly label: string;
  readonly kind?: number;
  readonly filterText?: string;
  readonly insertText?: string;
  readonly textEdit?: { readonly newText: string };
  readonly commitCharacters?: readonly string[];
}

export interface ServerList {
  readonly isIncomplete: boolean;
  readonly items: readonly ServerItem[];
  readonly itemDefaults?: { readonly commitCharacters?: readonly string[] };
}

export interface ServerDiagnostic {
  readonly range: { readonly start: ServerPosition; readonly end: ServerPosition };
  /** 1 is an error. */
  readonly severity?: number;
  readonly message: string;
  readonly source?: string;
}

export interface ServerPosition {
  readonly line: number;
  readonly character: number;
}

const noList: ServerList = { isIncomplete: true, items: [] };

export class TypescriptServer {
  private readonly process: ChildProcess;
  private readonly connection: MessageConnection;

  private constructor(process: ChildProcess, connection: MessageConnection) {
    this.process = process;
    this.connection = connection;
  }

  /** @param folder that all documents stand in */
  static async start(folder: string): Promise<TypescriptServer> {
    const child = spawn(process.execPath, [compiler(), '--lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const connection = createMessageConnection(child.stdout, child.stdin);
    connection.onRequest(() => null);
    connection.listen();
    const rootUri = pathToFileURL(folder).href;
    const completionItem = { commitCharactersSupport: true, snippetSupport: false };
    const completionList = { itemDefaults: ['commitCharacters', 'editRange'] };
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'corpus' }],
      capabilities: { textDocument: { completion: { completionItem, completionList } } },
    });
    await connection.sendNotification('initialized', {});
    return new TypescriptServer(child, connection);
  }

  /** What it lists at a place of a file that has another text for now. */
  async listAt(file: string, languageId: string, before: string, after: string): Promise<ServerList> {
    const uri = pathToFileURL(file).href;
    await this.open(uri, languageId, before + after);
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const list = await this.connection.sendRequest<ServerList | readonly ServerItem[] | null>(
      'textDocument/completion',
      { textDocument: { uri }, position, context: { triggerKind: 1 } },
    );
    await this.close(uri);
    return list !== null && 'items' in list ? list : noList;
  }

  /** What is wrong in a file that has another text for now. */
  async errorsIn(file: string, languageId: string, text: string): Promise<readonly ServerDiagnostic[]> {
    const uri = pathToFileURL(file).href;
    await this.open(uri, languageId, text);
    const { items } = await this.connection.sendRequest<{ items: readonly ServerDiagnostic[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    await this.close(uri);
    return items.filter(({ severity }) => severity === 1);
  }

  private async open(uri: string, languageId: string, text: string): Promise<void> {
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  private async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** It ends by itself when told so; killed, it would leave the compiler it started. */
  async dispose(): Promise<void> {
    const ended = once(this.process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }
}

function compiler(): string {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  return path.join(path.dirname(manifest), 'bin', 'tsc');
}
