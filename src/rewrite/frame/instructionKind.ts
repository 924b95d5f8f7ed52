// What kind of change an instruction asks for, by its words: the frame of the answer follows from it. Pure.
// Must not know prompts.

export type InstructionKind =
  | 'doc'
  | 'types'
  | 'async'
  | 'translate'
  | 'simplify'
  | 'rename'
  | 'handleErrors'
  | 'test'
  | 'fix'
  | 'free';

/** The first that fits is taken. */
const kinds: readonly (readonly [kind: InstructionKind, words: RegExp])[] = [
  ['fix', /^\s*fix\b(?! *the doc)|\bfind the bug\b/i],
  ['test', /\bwrite (?:a |some )?(?:unit )?tests?\b|\badd (?:a |some )?(?:short )?(?:unit )?tests?\b/i],
  [
    'doc',
    /\bdoc ?(?:strings?|comments?)\b|\b(?:js|ts|java)doc\b|\bdocument(?:ation comment)?\b(?! is)|\bxml (?:doc|comment)/i,
  ],
  ['translate', /\btranslate\b.*\bcomments?\b/i],
  ['types', /\badd (?:the )?(?:missing )?types?\b|\btype ?hints?\b|\btype annotations?\b|\bannotate\b/i],
  ['async', /\basync\s*\/\s*await\b|\bto async\b|\buse await\b|\bmake\b.*\basync\b/i],
  ['rename', /\brenam|\bclear(?:er)?,?\b.*\bnames?\b/i],
  ['simplify', /\bsimpl|\bshorter\b/i],
  [
    'handleErrors',
    /\bhandle (?:the |all |possible )?errors?\b|\berror handling\b|\b(?:raise|throw|return|panic)\b.*\b(?:when|if|unless|for)\b|\b(?:when|if)\b.*\b(?:raise|throw|return)\b|\bguard\b|^\s*(?:log|print|trace|warn)\b|^\s*add (?:an? )?(?:log|check|guard|warning|assertion)|\bvalidate\b|\bcheck that\b/i,
  ],
];

export function instructionKind(instruction: string): InstructionKind {
  return kinds.find(([, words]) => words.test(instruction))?.[0] ?? 'free';
}

const headWords =
  /param|argument|renam|async|await|\btyped?\b|\btypes\b|annotat|arrow|signature|default|return type|static|private|public|protected|export|import|visib|\bclass\b|hook|generic|component|modifier|decorat|final|const\b|extract|split|merge|inline|convert|method|function|propert|selector|optional|named?\b|overload|readonly|interface|abstract|umbenenn|funktion|klasse|methode|export|参数|重命名|函数|类型|异步|方法/i;

/** Whether a change may be about what stands before a body: its name, parameters, modifiers. */
export function isAboutHead(instruction: string): boolean {
  return headWords.test(instruction);
}

export function isAboutComments(instruction: string): boolean {
  return /\bcomment|\bkommentar|注释/i.test(instruction);
}

/** A change that needs room outside of the definitions that are there. */
export function isAboutWhole(instruction: string): boolean {
  return /extract|split|merge|constant|convert|turn (?:it |this )?into|into (?:a|two)\b|move|combine|helper|import|\b(?:remove|delete|drop)\b|sort (?:the )?(?:functions|methods)|reorder|auslager|teile|提取|拆分|移/i.test(
    instruction,
  );
}

/** Of "rename a to b": both names. "It", or "the function", is the `only` definition. */
export function renamedBy(
  instruction: string,
  only?: string,
): { readonly from: string; readonly to: string } | undefined {
  const name = String.raw`["'\x60]?([\p{L}_$@](?:[\p{L}\p{N}_$.-]*[\p{L}\p{N}_$])?)["'\x60]?`;
  const match =
    new RegExp(
      String.raw`\brename\s+(?:(?:the|this)\s+)?(?:\w+\s+)??${name}\s+(?:to|as|into|→|->)\s+${name}`,
      'iu',
    ).exec(instruction) ??
    new RegExp(String.raw`\bbenenne\s+${name}\s+in\s+${name}\s+um`, 'iu').exec(instruction);
  const [, from, to] = match ?? [];
  if (from === undefined || to === undefined) return undefined;
  return { from: /^(?:it|this|function|method|class|component)$/i.test(from) ? (only ?? from) : from, to };
}
