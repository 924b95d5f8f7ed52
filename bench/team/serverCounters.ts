// What a llama.cpp server has computed since it was started, by its own counting. Must not know for whom.

import { readFile } from 'node:fs/promises';
import os from 'node:os';

export interface ServerCounters {
  readonly evaluated: number;
  readonly generated: number;
  /** Processor time of all its threads; undefined where the system does not tell. Others' work hardly changes it. */
  readonly processorMs: number | undefined;
}

export async function serverCounters(url: string, processId: number): Promise<ServerCounters> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (name: string) => {
    const value = new RegExp(`^llamacpp:${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`The server does not count ${name}.`);
    return Number(value);
  };
  return {
    evaluated: count('prompt_tokens_total'),
    generated: count('tokens_predicted_total'),
    processorMs: await processorMsOf(processId),
  };
}

/** What was counted from one time to another. */
export function countedBetween(before: ServerCounters, after: ServerCounters): ServerCounters {
  return {
    evaluated: after.evaluated - before.evaluated,
    generated: after.generated - before.generated,
    processorMs:
      after.processorMs === undefined || before.processorMs === undefined
        ? undefined
        : after.processorMs - before.processorMs,
  };
}

/** Linux counts in steps of 10 ms. */
async function processorMsOf(processId: number): Promise<number | undefined> {
  if (os.platform() !== 'linux') return undefined;
  const fields = (await readFile(`/proc/${processId}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
  return (user + system) * 10;
}
