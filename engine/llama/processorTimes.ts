// Reads what the system counts of processor time. Must not know what it is for.
import os from 'node:os';
import type { ProcessorTimes } from './threadPolicy.ts';

export function readProcessorTimes(): ProcessorTimes {
  const own = process.cpuUsage();
  let allMs = 0;
  for (const { times } of os.cpus()) allMs += times.user + times.nice + times.sys + times.irq;
  return { atMs: performance.now(), allMs, ownMs: (own.user + own.system) / 1000 };
}
