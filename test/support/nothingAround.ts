// No code around any document, for tests of other things.

export const nothingAround = { refer: () => Promise.resolve() };
