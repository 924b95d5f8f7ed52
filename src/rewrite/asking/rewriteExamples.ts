// Which example a rewrite is shown before it: a small model does what it has just seen done. Pure.
// Must not know how prompts are written.
import {
  addTest,
  addTestPython,
  addTypes,
  addTypesPython,
  argumentTooFew,
  argumentTooMany,
  docComment,
  docCommentsOfClass,
  docstrings,
  guard,
  guardPython,
  maybeUndefined,
  missingAwait,
  misspeltName,
  type RewriteExample,
  rename,
  simplify,
  toAsync,
  translate,
  useStrictEquality,
} from './examples.ts';

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

/** The first that fits is taken. */
const kinds: readonly Kind[] = [
  // What a problem says is not what to do.
  { words: /^fix this problem\b.*\b(?:Promise<|coroutine|await)/i, example: missingAwait },
  {
    words: /^fix this problem\b.*\b(?:possibly|may be|might be) ['"`]?(?:null|undefined|None)/i,
    example: maybeUndefined,
  },
  {
    words: /^fix this problem\b.*\b(?:Expected [01] |too many|takes [01] )[^\n]*\barguments?/i,
    example: argumentTooMany,
  },
  { words: /^fix this problem\b.*\barguments?\b/i, example: argumentTooFew },
  { words: /^fix this problem\b/i, example: misspeltName },
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
