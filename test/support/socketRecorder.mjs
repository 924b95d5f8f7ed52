// Notices whatever a process asks of the network: connections, names, datagrams. Local sockets by path are none of it.
// Imported, it waits to be told; loaded into a process by `--import`, it writes to HEARTH_SOCKET_RECORD.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * `fetch`, http, https, tls and WebSockets all come down to `net.Socket.connect`.
 *
 * @param {(what: string) => void} onUse
 * @returns {() => void} ends it
 */
export function recordSockets(onUse) {
  /** @type {(() => void)[]} */
  const restore = [];
  /** @param {object} owner @param {string} name @param {(args: unknown[]) => string | undefined} describe */
  const watch = (owner, name, describe) => {
    const before = Reflect.get(owner, name);
    /** @this {unknown} @param {unknown[]} args */
    const watched = function (...args) {
      const what = describe(args);
      if (what !== undefined) onUse(what);
      return Reflect.apply(before, this, args);
    };
    Reflect.set(owner, name, watched);
    restore.push(() => Reflect.set(owner, name, before));
  };
  watch(net.Socket.prototype, 'connect', destinationOf);
  watch(dgram.Socket.prototype, 'send', () => 'datagram');
  watch(dgram.Socket.prototype, 'connect', () => 'datagram');
  for (const owner of [dns, dns.promises]) {
    for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6'])
      watch(owner, name, ([host]) => `name ${String(host)}`);
  }
  syncBuiltinESMExports();
  return () => {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  };
}

/** @param {unknown[]} args of `connect`, also in the form that `net.connect` hands on @returns {string | undefined} */
function destinationOf(args) {
  const [first, second] = /** @type {unknown[]} */ (Array.isArray(args[0]) ? args[0] : args);
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = /** @type {{ path?: string, host?: string, port?: number }} */ (first);
    return path ? undefined : `connection to ${host ?? 'localhost'}:${port}`;
  }
  // A text is the path of a local socket.
  return typeof first === 'string' && Number.isNaN(Number(first))
    ? undefined
    : `connection to ${typeof second === 'string' ? second : 'localhost'}:${String(first)}`;
}

const record = process.env['HEARTH_SOCKET_RECORD'];
if (record !== undefined) recordSockets((what) => appendFileSync(record, `${what}\n`));
