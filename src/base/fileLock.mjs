// One holder at a time of a lock named by a file, across processes, taken over from holders that are gone by exactly
// one of those who want it. Node built-ins only, because set-up scripts share it on a bare checkout. Must not know
// what is locked.
//
// A claim is a file that only one process can make, with an id that never comes again. The first claim stands at the
// lock's own name. Whoever finds the last claim's holder gone claims the name made of that claim's id, so of many only
// one succeeds; and it holds the lock only if the claims still lead to its own from the first one on. A holder removes
// the first claim first: from then on whatever was built on it is void.
import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownMark, stateOf } from './runningProcess.mjs';

/** @typedef {import('./runningProcess.mjs').ProcessMark} ProcessMark */

/**
 * @typedef {object} Claim
 * @property {string} path
 * @property {string} id
 * @property {ProcessMark | undefined} mark undefined where it was never written, or by something else
 * @property {number} ageMs since its holder last gave a sign
 */

const signMs = 5000;
/** Of holders whose process cannot be looked at: in another container, or on a system that tells no start times. */
const silentMs = 60_000;
/** A claim without words is being written, or its writer has died, or the disk was full. */
const unwrittenMs = 10_000;
const pollMs = 500;

/**
 * Runs `work` while holding the lock; undefined at once when another one holds it.
 *
 * @template T
 * @param {string} file its folder is there
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export async function withFileLock(file, work) {
  const claim = await take(file);
  if (typeof claim !== 'string') return undefined;
  const sign = setInterval(() => void giveSign(claim), signMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(sign);
    await release(file, claim);
  }
}

/**
 * Runs `work` while holding the lock; waits while another one holds it.
 *
 * @template T
 * @param {string} file its folder is made
 * @param {() => Promise<T>} work
 * @param {(holder: number) => void} [onWait] called once, with the holder's process id
 * @returns {Promise<T>}
 */
export async function waitForFileLock(file, work, onWait = () => {}) {
  await mkdir(path.dirname(file), { recursive: true });
  let hasWaited = false;
  for (;;) {
    const result = await withFileLock(file, async () => ({ value: await work() }));
    if (result !== undefined) return result.value;
    const holder = (await claimsOf(file)).at(-1)?.mark?.processId;
    if (!hasWaited && holder !== undefined) onWait(holder);
    hasWaited ||= holder !== undefined;
    await sleep(pollMs);
  }
}

/** @param {string} file @returns {Promise<string | undefined>} the own claim's path; undefined when another one holds it */
async function take(file) {
  for (;;) {
    const last = (await claimsOf(file)).at(-1);
    if (last !== undefined && !isGone(last)) return undefined;
    const place = last === undefined ? file : successorOf(file, last.id);
    if (!(await makeClaim(place))) continue;
    if (last === undefined || (await claimsOf(file)).some((each) => each.path === place)) return place;
    await rm(place, { force: true });
  }
}

/** @param {string} file @param {string} own path of the own claim */
async function release(file, own) {
  const claims = await claimsOf(file);
  const isLast = claims.at(-1)?.path === own;
  // Someone took this holder for gone and goes on from its claim: the lock is theirs.
  if (!isLast && claims.some((each) => each.path === own)) return;
  if (!isLast) return await rm(own, { force: true });
  const paths = claims.map((each) => each.path);
  const left = (await leftBehind(file)).filter((each) => !paths.includes(each));
  for (const each of [...left, ...paths]) await rm(each, { force: true });
}

/** Claims of those who died between two steps: void, because nothing leads to them. @param {string} file */
async function leftBehind(file) {
  const folder = path.dirname(file);
  const names = await readdir(folder);
  return names
    .filter((name) => name.startsWith(`${path.basename(file)}.`))
    .map((name) => path.join(folder, name));
}

/** @param {string} file @param {string} id */
const successorOf = (file, id) => `${file}.${id}`;

/** @param {string} place @returns {Promise<boolean>} false when another one was first */
async function makeClaim(place) {
  const words = JSON.stringify({ id: randomUUID(), ...ownMark() });
  const draft = `${place}.${randomUUID()}`;
  try {
    await writeFile(draft, words, { flag: 'wx', mode: 0o600 });
    return await linkDraft(draft, place, words);
  } finally {
    await rm(draft, { force: true });
  }
}

/** @param {string} draft @param {string} place @param {string} words @returns {Promise<boolean>} */
async function linkDraft(draft, place, words) {
  try {
    await link(draft, place);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // A holder that released the lock took the draft for something left behind.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!withoutLinks.has(code ?? '')) throw error;
  }
  try {
    await writeFile(place, words, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Of FAT and some network drives, where a claim may be seen before its words. */
const withoutLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}

/** From the first to the one that counts. @param {string} file @returns {Promise<readonly Claim[]>} */
async function claimsOf(file) {
  const claims = [];
  for (let place = file; ; ) {
    const found = await readClaim(place);
    if (found === undefined) return claims;
    claims.push(found);
    place = successorOf(file, found.id);
  }
}

/** @param {string} place @returns {Promise<Claim | undefined>} */
async function readClaim(place) {
  try {
    const [text, { mtimeMs, ino }] = [await readFile(place, 'utf8'), await stat(place)];
    const ageMs = Date.now() - mtimeMs;
    const said = parsed(text);
    if (said !== undefined) return { path: place, id: said.id, mark: said.mark, ageMs };
    const id = createHash('sha256').update(`${ino} ${mtimeMs} ${text}`).digest('hex').slice(0, 32);
    return { path: place, id, mark: undefined, ageMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {string} text @returns {{ id: string, mark: ProcessMark } | undefined} */
function parsed(text) {
  try {
    const { id, processId, place, startedAt } = JSON.parse(text);
    const isWhole = /^[\w-]{1,64}$/.test(id) && Number.isSafeInteger(processId) && typeof place === 'string';
    return isWhole ? { id, mark: { processId, place, startedAt } } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Claim} claim */
function isGone({ mark, ageMs }) {
  // A clock that was set back makes claims of the future: they are as old as they can be.
  const age = Math.abs(ageMs);
  if (mark === undefined) return age > unwrittenMs;
  const state = stateOf(mark);
  return state === 'gone' || (state === 'unknown' && age > silentMs);
}

/** @param {string} own path of the own claim */
async function giveSign(own) {
  try {
    const now = new Date();
    await utimes(own, now, now);
  } catch {
    // Somebody removed it: whoever looks now sees no lock, and giving a sign cannot mend that.
  }
}
