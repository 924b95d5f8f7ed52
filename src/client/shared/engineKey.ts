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

/** The file behind a model's path: another one in its place is another model. */
export interface ModelStamp {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Short, because paths of sockets must stay below about 100 bytes. */
const keyLength = 16;

/** @param model undefined where there is no such file, which the engine will say */
export function engineKey(build: EngineBuild, params: LoadParams, model?: ModelStamp): string {
  const sorted = Object.entries(params).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const agreed = JSON.stringify([protocolVersion, build, sorted, model]);
  return createHash('sha256').update(agreed).digest('hex').slice(0, keyLength);
}
