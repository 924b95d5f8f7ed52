// A process for tests of locks: takes a lock again and again, looks whether anybody else is inside, and now and then
// dies while it holds it. `lockWorker.mjs MODULE FUNCTION LOCK_FILE ROUNDS DEATHS`; prints how often it was inside.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [module = '', name = '', lock = '', rounds = '', deaths = ''] = process.argv.slice(2);
const { [name]: withLock } = await import(pathToFileURL(module).href);
const inside = `${lock}-inside`;
let count = 0;
for (let round = 0; round < Number(rounds); round++) {
  const work = async () => {
    const other = readInside();
    if (other !== undefined && isAlive(other)) {
      console.error(`process ${other} is inside`);
      process.exit(3);
    }
    writeFileSync(inside, `${process.pid}`);
    await sleep(Math.random() * 2);
    if (Math.random() < Number(deaths)) process.kill(process.pid, 'SIGKILL');
    rmSync(inside, { force: true });
    count++;
    return true;
  };
  while ((await withLock(lock, work)) !== true) await sleep(Math.random() * 2);
}
console.log(count);

function readInside() {
  try {
    return Number(readFileSync(inside, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} processId */
function isAlive(processId) {
  try {
    // A zombie is nobody.
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${processId}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
