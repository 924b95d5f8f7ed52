// One example for a rewrite to be shown before it: a small model does what it has just seen done. Pure data, and which
// of it fits an instruction. Must not know how prompts are written.

export interface RewriteExample {
  readonly languageId: string;
  readonly instruction: string;
  readonly before: string;
  readonly after: string;
}

interface Kind {
  /** Found in instructions of this kind. */
  readonly words: RegExp;
  readonly example: RewriteExample;
  /** For Python, where the example would teach it another language's form. */
  readonly python?: RewriteExample;
  /** For classes. */
  readonly ofClass?: RewriteExample;
}

/** Three examples at once won less than one that fits, and a doc comment of another language was copied as it is. */
export function exampleFor(instruction: string, languageId: string, code: string): RewriteExample {
  const kind = kinds.find(({ words }) => words.test(instruction));
  if (kind === undefined) return useStrictEquality;
  if (languageId === 'python') return kind.python ?? kind.example;
  return (
    (/^(?:export )?(?:default )?(?:abstract )?class /m.test(code) ? kind.ofClass : undefined) ?? kind.example
  );
}

const useStrictEquality: RewriteExample = {
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

const addTest: RewriteExample = {
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

const addTestPython: RewriteExample = {
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

const docComment: RewriteExample = {
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

const docCommentsOfClass: RewriteExample = {
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

const docstrings: RewriteExample = {
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

const addTypes: RewriteExample = {
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

const addTypesPython: RewriteExample = {
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

const toAsync: RewriteExample = {
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

const translate: RewriteExample = {
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

const simplify: RewriteExample = {
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

const rename: RewriteExample = {
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

const guard: RewriteExample = {
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

const guardPython: RewriteExample = {
  languageId: 'python',
  instruction: 'Return None when the list is empty.',
  before: `def first(items):
    return items[0].name`,
  after: `def first(items):
    if not items:
        return None
    return items[0].name`,
};

/** The first that fits is taken. */
const kinds: readonly Kind[] = [
  // What a problem says is not what to do.
  { words: /^\s*fix\b/i, example: guard, python: guardPython },
  { words: /\b(?:unit )?tests? for\b|\bwrite (?:a )?tests?\b/i, example: addTest, python: addTestPython },
  {
    words: /\bdoc ?(?:strings?|comments?)\b|\b(?:js|ts)doc\b|\bdocument/i,
    example: docComment,
    python: docstrings,
    ofClass: docCommentsOfClass,
  },
  { words: /\btypes?\b|\btype ?hints?\b|\bannotat/i, example: addTypes, python: addTypesPython },
  { words: /\basync|\bawait/i, example: toAsync },
  { words: /\btranslate/i, example: translate },
  { words: /\bsimpl|\bshorter\b/i, example: simplify },
  { words: /\brenam|\bclarity\b|\bclear(?:er)?\b.*\bnames?\b/i, example: rename },
  {
    words: /\bbug|\berror|\braise|\bthrow|\bhandle|\bcheck|\breturn/i,
    example: guard,
    python: guardPython,
  },
];
