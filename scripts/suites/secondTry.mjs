// Which groups of tests are run once more in a new editor, and what both runs count together.
// Pure: no processes, no files.
import { sumOf } from './counts.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {Readonly<Record<string, Counts>>} CountsByGroup by the title of the outermost `describe` */

/** More than this is not chance. */
const mostGroups = 2;

/**
 * The groups with failures, or none where a second try would say nothing.
 *
 * @param {CountsByGroup} byGroup
 * @returns {readonly string[]}
 */
export function groupsToTryAgain(byGroup) {
  const failed = Object.keys(byGroup).filter((group) => (byGroup[group]?.failed ?? 0) > 0);
  return failed.length <= mostGroups ? failed : [];
}

/** For Mocha: what chooses just these groups. @param {readonly string[]} groups */
export function grepOf(groups) {
  const titles = groups.map((group) => group.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `^(?:${titles.join('|')}) `;
}

/**
 * What ran again counts as it ended then, or as before if it did not come to that.
 *
 * @param {CountsByGroup} first
 * @param {CountsByGroup} second
 * @param {readonly string[]} again
 * @returns {Counts}
 */
export function afterSecondTry(first, second, again) {
  const secondOfThem = Object.entries(second).filter(([group]) => again.includes(group));
  return sumOf(Object.values({ ...first, ...Object.fromEntries(secondOfThem) }));
}
