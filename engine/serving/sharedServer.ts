// Lets the windows of one user connect to one engine: token, connections, and the end after the last one.
// Must not know what is said over a connection.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { greetingOf, type SharedEngineInfo, sharedEngineFiles } from '../protocol/sharedProtocol.ts';

export interface SharedServerParts {
  /** Belongs to the user alone. */
  readonly folder: string;
  readonly key: string;
  readonly processId: number;
  /** How long the engine waits for another connection after the last one closed. */
  readonly lingerMs: number;
  /** @param farewell says that this connection's window will not be back */
  readonly onConnection: (socket: net.Socket, farewell: () => void) => void;
  /** Called once, when nobody wants the engine any more. */
  readonly onEnd: () => void;
}

/** Whoever started the engine connects at once; a machine may be very busy. */
const firstConnectionMs = 60_000;
/** A connection that has not shown its token by then is none. */
const tokenMs = 10_000;
const tokenBytes = 32;

export class SharedServer {
  private readonly parts: SharedServerParts;
  private readonly token = randomBytes(tokenBytes).toString('hex');
  private readonly server: net.Server;
  private readonly sockets = new Set<net.Socket>();
  private timer: NodeJS.Timeout | undefined;
  private isRetired = false;

  constructor(parts: SharedServerParts) {
    this.parts = parts;
    this.server = net.createServer((socket) => this.receive(socket));
  }

  /** Resolves when it can be connected to. The caller holds the start lock: what lies at the address is stale. */
  async listen(): Promise<void> {
    const { info, socket } = this.files;
    const address =
      process.platform === 'win32' ? `\\\\.\\pipe\\hearth-${randomBytes(16).toString('hex')}` : socket;
    if (address === socket) await rm(socket, { force: true });
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(address, resolve);
    });
    this.linger(firstConnectionMs);
    const told: SharedEngineInfo = { processId: this.parts.processId, address, token: this.token };
    const draft = `${info}.${process.pid}`;
    await writeFile(draft, JSON.stringify(told), { mode: 0o600 });
    await rename(draft, info);
  }

  /** Lets nobody in any more, and ends as soon as all have left. Resolves when nobody finds this engine. */
  async retire(): Promise<void> {
    this.isRetired = true;
    if (await this.hasOwnSign()) {
      // This removes the socket. Before the sign, or another engine could stand in its place already.
      this.server.close();
      await rm(this.files.info, { force: true });
    }
    if (this.sockets.size === 0) this.linger(0);
  }

  private get files() {
    return sharedEngineFiles(this.parts.folder, this.parts.key, path.sep);
  }

  private receive(socket: net.Socket): void {
    // Its close follows, and is all that counts.
    socket.on('error', () => {});
    const tooLate = setTimeout(() => socket.destroy(), tokenMs);
    const expected = `${this.token}\n`;
    const onReadable = () => {
      const said = socket.read(expected.length) as Buffer | null;
      if (said === null) return;
      socket.off('readable', onReadable);
      clearTimeout(tooLate);
      if (said.length === expected.length && timingSafeEqual(said, Buffer.from(expected)))
        this.accept(socket);
      else socket.destroy();
    };
    socket.on('readable', onReadable);
    socket.once('close', () => clearTimeout(tooLate));
  }

  private accept(socket: net.Socket): void {
    this.sockets.add(socket);
    clearTimeout(this.timer);
    let isFarewell = false;
    socket.once('close', () => {
      this.sockets.delete(socket);
      if (this.sockets.size === 0) this.linger(isFarewell || this.isRetired ? 0 : this.parts.lingerMs);
    });
    socket.write(greetingOf(this.parts.processId));
    this.parts.onConnection(socket, () => {
      isFarewell = true;
    });
  }

  private linger(durationMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.end(), durationMs);
  }

  private async end(): Promise<void> {
    await this.forget();
    // Someone came in the meantime: they are served, and whoever comes later finds nobody and starts another one.
    if (this.sockets.size > 0) return;
    this.parts.onEnd();
    // The process has ended by now, unless it does more than this.
    this.server.close();
  }

  /** Takes down the sign and the socket, unless they are another engine's already. */
  private async forget(): Promise<void> {
    const { info, socket } = this.files;
    if (!(await this.hasOwnSign())) return;
    try {
      await rm(socket, { force: true });
      await rm(info, { force: true });
    } catch {
      // Nobody may write there any more. Whoever comes finds that nobody listens.
    }
  }

  private async hasOwnSign(): Promise<boolean> {
    try {
      const { token } = JSON.parse(await readFile(this.files.info, 'utf8')) as SharedEngineInfo;
      return token === this.token;
    } catch {
      // There is no sign, or nobody can read it.
      return false;
    }
  }
}
