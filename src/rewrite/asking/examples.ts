// Short rewrites that are shown as examples: what one of each kind looks like. Pure data.
// Must not know when which of them is shown.

export interface RewriteExample {
  readonly languageId: string;
  readonly instruction: string;
  readonly before: string;
  readonly after: string;
}

export const useStrictEquality: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Use === instead of ==.',
  before: `function indexOf(list, wanted) {
  for (let i = 0; i < list.length; i++) {
    if (list[i] == wanted) return i;
  }
  return -1;
}`,
  after: `function indexOf(list, wanted) {
  for (let i = 0; i < list.length; i++) {
    if (list[i] === wanted) return i;
  }
  return -1;
}`,
};

export const addTest: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Keep this code as it is and add a short test for it below.',
  before: `function half(number) {
  return number / 2;
}`,
  after: `function half(number) {
  return number / 2;
}

console.assert(half(4) === 2);
console.assert(half(0) === 0);`,
};

export const addTestPython: RewriteExample = {
  languageId: 'python',
  instruction: 'Keep this code as it is and add a short test for it below.',
  before: `def half(number):
    return number / 2`,
  after: `def half(number):
    return number / 2


def test_half():
    assert half(4) == 2
    assert half(0) == 0`,
};

export const docComment: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Add a doc comment.',
  before: `function half(number) {
  return number / 2;
}`,
  after: `/**
 * Halves a number.
 * @param number The number to halve.
 * @returns Half of the number.
 */
function half(number) {
  return number / 2;
}`,
};

export const docCommentsOfClass: RewriteExample = {
  languageId: 'typescript',
  instruction: 'Add doc comments.',
  before: `class Box {
  constructor(private side: number) {}

  volume(): number {
    return this.side ** 3;
  }
}`,
  after: `/** A cube. */
class Box {
  /** Makes a cube with this side. */
  constructor(private side: number) {}

  /** The side to the third power. */
  volume(): number {
    return this.side ** 3;
  }
}`,
};

export const docstrings: RewriteExample = {
  languageId: 'python',
  instruction: 'Add docstrings.',
  before: `class Box:
    def __init__(self, side):
        self.side = side

    def volume(self):
        return self.side ** 3`,
  after: `class Box:
    """A cube."""

    def __init__(self, side):
        """Makes a cube with this side."""
        self.side = side

    def volume(self):
        """Returns the side to the third power."""
        return self.side ** 3`,
};

export const addTypes: RewriteExample = {
  languageId: 'typescript',
  instruction: 'Add types to the parameters and the return value.',
  before: `function longest(words, limit) {
  let best = '';
  for (const word of words) {
    if (word.length > best.length && word.length <= limit) best = word;
  }
  return { best, limit };
}`,
  after: `function longest(words: string[], limit: number): { best: string; limit: number } {
  let best = '';
  for (const word of words) {
    if (word.length > best.length && word.length <= limit) best = word;
  }
  return { best, limit };
}`,
};

export const addTypesPython: RewriteExample = {
  languageId: 'python',
  instruction: 'Add types to the parameters and the return value.',
  before: `def longest(words, limit):
    best = ""
    for word in words:
        if len(best) < len(word) <= limit:
            best = word
    return best`,
  after: `def longest(words: list[str], limit: int) -> str:
    best = ""
    for word in words:
        if len(best) < len(word) <= limit:
            best = word
    return best`,
};

export const toAsync: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Convert to async/await.',
  before: `function load(id) {
  return get(id)
    .then((item) => item.name)
    .catch((error) => {
      report(error);
      return '';
    });
}`,
  after: `async function load(id) {
  try {
    const item = await get(id);
    return item.name;
  } catch (error) {
    report(error);
    return '';
  }
}`,
};

export const translate: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Translate the comments to English.',
  before: `function half(number) {
  // Die Hälfte der Zahl
  return number / 2;
}`,
  after: `function half(number) {
  // Half of the number
  return number / 2;
}`,
};

export const simplify: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Simplify.',
  before: `function isAdult(person) {
  if (person.age >= 18) {
    return true;
  } else {
    return false;
  }
}`,
  after: `function isAdult(person) {
  return person.age >= 18;
}`,
};

export const rename: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Rename the variables for clarity.',
  before: `function totalArea(xs) {
  let s = 0;
  for (const x of xs) {
    const a = x.width * x.height;
    s += a;
  }
  return s;
}`,
  after: `function totalArea(shapes) {
  let total = 0;
  for (const shape of shapes) {
    const area = shape.width * shape.height;
    total += area;
  }
  return total;
}`,
};

export const guard: RewriteExample = {
  languageId: 'javascript',
  instruction: 'Return undefined when the list is empty.',
  before: `function first(items) {
  return items[0].name;
}`,
  after: `function first(items) {
  if (items.length === 0) {
    return undefined;
  }
  return items[0].name;
}`,
};

export const guardPython: RewriteExample = {
  languageId: 'python',
  instruction: 'Return None when the list is empty.',
  before: `def first(items):
    return items[0].name`,
  after: `def first(items):
    if not items:
        return None
    return items[0].name`,
};

/** Of a problem that a tool reports at a statement; names are what it mostly is about. */
export const misspeltName: RewriteExample = {
  languageId: 'typescript',
  instruction:
    "Fix this problem (ts): Cannot find name 'wdith'. Did you mean 'width'?\nIt is reported at the line: const area = wdith * height;",
  before: 'const area = wdith * height;',
  after: 'const area = width * height;',
};

export const missingAwait: RewriteExample = {
  languageId: 'typescript',
  instruction:
    "Fix this problem (ts): Property 'length' does not exist on type 'Promise<string[]>'.\nIt is reported at the line: const count = readNames(file).length;",
  before: 'const count = readNames(file).length;',
  after: 'const count = (await readNames(file)).length;',
};

export const maybeUndefined: RewriteExample = {
  languageId: 'typescript',
  instruction:
    "Fix this problem (ts): 'user.address' is possibly 'undefined'.\nIt is reported at the line: const street = user.address.street;",
  before: 'const street = user.address.street;',
  after: 'const street = user.address?.street;',
};

export const argumentTooMany: RewriteExample = {
  languageId: 'typescript',
  instruction:
    'Fix this problem (ts): Expected 1 arguments, but got 2.\nIt is reported at the line: const size = sizeOf(names, user);',
  before: 'const size = sizeOf(names, user);',
  after: 'const size = sizeOf(names);',
};

export const argumentTooFew: RewriteExample = {
  languageId: 'typescript',
  instruction:
    'Fix this problem (ts): Expected 2 arguments, but got 1.\nIt is reported at the line: const area = areaOf(width);',
  before: 'const area = areaOf(width);',
  after: 'const area = areaOf(width, height);',
};
