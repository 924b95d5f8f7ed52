// Whether a process that once left its number somewhere still runs: numbers go to other programs, and mean something
// else in another container. Node built-ins only, because set-up scripts share it on a bare checkout.
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/**
 * @typedef {object} ProcessMark
 * @property {number} processId
 * @property {string} place where the number means this process: a machine, on Linux one namespace of process ids
 * @property {string | undefined} startedAt any word that another process of this number cannot have; undefined where
 * the system does not tell
 */

/** @returns {ProcessMark} */
export function ownMark() {
  return { processId: process.pid, place: processPlace(), startedAt: startOf(process.pid) };
}

export function processPlace() {
  const namespace = process.platform === 'linux' ? namespaceOfIds() : '';
  return `${os.hostname()}${namespace === '' ? '' : ` ${namespace}`}`;
}

/**
 * @param {ProcessMark} mark
 * @returns {'runs' | 'gone' | 'unknown'} unknown: in another place, or a process of this number runs and nothing tells
 * whether it is that one
 */
export function stateOf({ processId, place, startedAt }) {
  if (place !== processPlace()) return 'unknown';
  if (!isTaken(processId)) return 'gone';
  const found = startOf(processId);
  if (found === undefined || startedAt === undefined) return 'unknown';
  return found === startedAt ? 'runs' : 'gone';
}

/** Whether a process may be killed by this number: zero and negative ones would mean whole groups. @param {unknown} value @returns {value is number} */
export function isProcessId(value) {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 1 && value < 2 ** 31;
}

/** @param {number} processId */
function isTaken(processId) {
  if (!Number.isSafeInteger(processId) || processId < 1 || processId >= 2 ** 31) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Of Linux alone: boot and clock ticks since it. A process that has ended and waits for its parent counts as gone. @param {number} processId */
function startOf(processId) {
  if (process.platform !== 'linux') return undefined;
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // The program's name stands in brackets and may hold anything, brackets and spaces too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? 'ended' : `${boot} ${fields[19]}`;
  } catch {
    // It has just gone, or its owner hides it.
    return undefined;
  }
}

function namespaceOfIds() {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // A sandbox without /proc has one namespace for all that it can see.
    return '';
  }
}
