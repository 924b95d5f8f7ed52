// No code around any document, for tests of other things.

export const nothingAround = {
  refresh: () => Promise.resolve(),
  related: () => [],
  refer: () => Promise.resolve(),
};
