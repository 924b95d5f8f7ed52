// Which definitions of a longer selection an answer is about: a small model that was asked to change one function often
// gives back that one alone, and the rest is to stay as it is. Pure; lines have no line ends.
// Must not know editors, prompts or how answers are cleaned.
import { indentationOf } from '../../base/sharedIndentation.ts';

/** Lines of the selection that an answer replaces. */
export interface AnsweredPart {
  readonly start: number;
  /** One past the last; undefined while the answer still grows. */
  readonly end: number | undefined;
  /** What the answer's lines are to be indented by. */
  readonly indentation: string;
}

interface Definition {
  readonly name: string;
  /** Of the comments and decorators above it, which belong to it. */
  readonly start: number;
  readonly line: number;
  readonly end: number;
  readonly indentation: string;
}

const identifier = String.raw`(?<name>[\p{L}_$#][\p{L}\p{N}_$]*)`;
const modifiers = String.raw`^\s*(?:(?:export|default|public|private|protected|internal|static|async|abstract|override|final|inline|virtual|unsafe|declare|pub(?:\([^)]*\))?)\s+)*`;
const keywords = 'function|class|interface|enum|struct|trait|type|record|def|fn|func|namespace|module';
const definitionForms: readonly RegExp[] = [
  new RegExp(String.raw`${modifiers}(?:${keywords})\b[\s*]*(?:\([^)]*\)\s*)?${identifier}`, 'u'),
  new RegExp(
    String.raw`${modifiers}(?:const|let|var)\s+${identifier}[^=]*=\s*(?:async\b\s*)?(?:function\b|\(|[\p{L}_$][\p{L}\p{N}_$]*\s*=>)`,
    'u',
  ),
  // A method, with or without types in front of its name.
  new RegExp(
    String.raw`^\s*(?!(?:return|new|await|throw|yield|else|case)\b)(?:[\p{L}_][\p{L}\p{N}_<>\[\],.?:&*]*\s+)*${identifier}\s*(?:<[^(]*>)?\(.*\{\s*$`,
    'u',
  ),
];
const statements: ReadonlySet<string> = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'with',
  'match',
  'using',
]);
/** What may stand above a definition and belongs to it. */
const lead = /^\s*(?:\/\/|\/\*|\*|#|@|\[[\w.:]+[^\]]*\]\s*$|$)/;
/** As one tells somebody to: "before it is removed" and "when you delete it" tell of what the code does. */
const removal =
  /(?<!\b(?:before|after|when|while|if|once|until|you|we|they|not|never|without|on)\s)\b(?:(?:remove|delete|drop|strip|merge|combine|inline|unify)(?![a-z])|entfern|lösch|streich)|删|移除|合并/i;

/** Where code may go away, what an answer leaves out is no oversight. */
export function asksForRemoval(instruction: string): boolean {
  return removal.test(instruction);
}

/**
 * Undefined where the answer replaces all of the selection. While it still grows (`isComplete` is false) its last line
 * may change and says nothing.
 */
export function answeredPart(
  selection: readonly string[],
  answer: readonly string[],
  isComplete: boolean,
): AnsweredPart | undefined {
  const known = definitionsIn(selection);
  const all = definitionsIn(isComplete ? answer : answer.slice(0, -1));
  const [first] = all;
  if (first === undefined || !isLead(answer.slice(0, first.line))) return undefined;
  const begun = onlyOne(known, first.name);
  if (begun === undefined) return undefined;
  const { indentation } = begun;
  const start = first.start < first.line ? begun.start : begun.line;
  if (!isComplete) return { start, end: undefined, indentation };
  const last = all
    .filter((given) => given.indentation === first.indentation)
    .map(({ name }) => onlyOne(known, name))
    .findLast((definition) => definition?.indentation === indentation);
  const end = Math.max(begun.end, last?.end ?? 0);
  return start === 0 && end === selection.length ? undefined : { start, end, indentation };
}

/** Whether no more of a growing answer has come than what may stand above the definition that it is about. */
export function mayStillNameOne(selection: readonly string[], answer: readonly string[]): boolean {
  return definitionsIn(selection).length > 1 && isLead(answer.slice(0, -1));
}

function definitionsIn(lines: readonly string[]): readonly Definition[] {
  return lines.flatMap((text, line) => {
    const name = definitionForms.map((form) => form.exec(text)?.groups?.['name']).find((found) => found);
    if (name === undefined || statements.has(name)) return [];
    let start = line;
    while (lead.test(lines[start - 1] ?? 'none') && lines[start - 1]?.trim() !== '') start--;
    return [{ name, start, line, end: endOf(lines, line), indentation: indentationOf(text) }];
  });
}

/** By indentation, which small models keep better than brackets. */
function endOf(lines: readonly string[], line: number): number {
  const depth = indentationOf(lines[line] ?? '').length;
  let end = line + 1;
  for (let at = line + 1; at < lines.length; at++) {
    const text = lines[at] ?? '';
    if (text.trim() === '') continue;
    const isInside = indentationOf(text).length > depth;
    const isBracket = !isInside && /^\s*(?:[)\]}{]|end\b)/.test(text);
    if (!isInside && !isBracket) break;
    end = at + 1;
    if (isBracket && !/[({[:]\s*$/.test(text)) break;
  }
  return end;
}

function onlyOne(definitions: readonly Definition[], name: string): Definition | undefined {
  const named = definitions.filter((definition) => definition.name === name);
  return named.length === 1 ? named[0] : undefined;
}

function isLead(lines: readonly string[]): boolean {
  return lines.every((line) => lead.test(line));
}
