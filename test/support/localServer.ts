// Starts and stops a web server on this machine. Must not know what it serves.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** On any free port, unless one is given. Resolves with the server's address. */
export async function listenLocally(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${portOf(server)}`;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Also where someone is still connected. */
export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}
