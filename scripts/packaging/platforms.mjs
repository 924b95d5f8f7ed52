// The platforms that Hearth is packaged for, and the package of the binding that holds each one's binary.
// Must not know how packages are made.

/** Names as VS Code has them to those that the binding's packages have. */
export const bindingOf = /** @type {const} */ ({
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'mac-x64',
  'darwin-arm64': 'mac-arm64-metal',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
});

/** @typedef {keyof typeof bindingOf} Target */

export const targets = /** @type {Target[]} */ (Object.keys(bindingOf));

/** The platform that this runs on. @returns {Target} */
export function ownTarget() {
  const name = `${process.platform}-${process.arch}`;
  const found = targets.find((target) => target === name);
  if (found === undefined)
    throw new Error(`There is no package for ${name}; there are ${targets.join(', ')}.`);
  return found;
}
