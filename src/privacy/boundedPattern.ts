// An ignore file's pattern in a form that is matched in a moment. Pure.
// Patterns become regular expressions that backtrack: each further `**` multiplies the time by a path's depth, each
// further star of a name by its length. Must not know where patterns are from.

/** More than people write; with these, the longest path takes well below a millisecond. */
const mostDepths = 2;
const mostStars = 3;

/**
 * The pattern itself, or one with fewer stars that matches more. Undefined for a `!` pattern that would: nothing is
 * brought back that was hidden.
 */
export function boundedPattern(pattern: string): string | undefined {
  const isNegated = pattern.startsWith('!');
  const bounded = withFewDepths(isNegated ? pattern.slice(1) : pattern);
  if (!isNegated) return bounded;
  return bounded === withoutRepeats(pattern.slice(1)) ? `!${bounded}` : undefined;
}

/** `**` twice in a row says no more than once. */
function withoutRepeats(pattern: string): string {
  return pattern.replaceAll(/(?<=^|\/)\*\*(?:\/\*\*)+(?=\/|$)/g, '**');
}

function withFewDepths(pattern: string): string {
  const names = withoutRepeats(pattern).split('/').map(withFewStars);
  const depths = [...names.keys()].filter((at) => names[at] === '**' && at < names.length - 1);
  const [lastKept, last] = [depths[mostDepths - 1], depths.at(-1)];
  if (lastKept === undefined || last === undefined || last === lastKept) return names.join('/');
  // What stands between the two is part of what any depth may be.
  return [...names.slice(0, lastKept + 1), ...names.slice(last + 1)].join('/');
}

function withFewStars(name: string): string {
  if (name === '**') return name;
  const stars = [...name.matchAll(/\*+/g)].map(({ index }) => index);
  const [lastKept, last] = [stars[mostStars - 1], stars.at(-1)];
  if (lastKept === undefined || last === undefined || last === lastKept) return name;
  // A star may be escaped or stand in brackets: then any name will do.
  return /[\\[]/.test(name) ? '*' : `${name.slice(0, lastKept)}${name.slice(last)}`;
}
