// What two windows must agree in to share an engine, as one short name. Pure.
import { createHash } from 'node:crypto';
import { type LoadParams, protocolVersion } from '../../../engine/protocol/protocol.ts';

export interface EngineBuild {
  readonly file: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Home folders may be shared by machines and containers, in which process ids mean something else. */
  readonly place: string;
}

/** Short, because paths of sockets must stay below about 100 bytes. */
const keyLength = 16;

export function engineKey(build: EngineBuild, params: LoadParams): string {
  const sorted = Object.entries(params).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const agreed = JSON.stringify([protocolVersion, build, sorted]);
  return createHash('sha256').update(agreed).digest('hex').slice(0, keyLength);
}
