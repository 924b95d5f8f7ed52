// Comments of documentation: the model writes sentences into lines that are given, and no code at all. Pure.
// Must not know prompts.
import type { TextRange } from '../../base/ranges.ts';
import { indentationOf } from '../../base/sharedIndentation.ts';
import type { CodeFacts, Definition } from './codeFacts.ts';
import { type Form, type FormPiece, type Insertion, oneLine, withInsertions } from './form.ts';

const maxSentenceTokens = 48;

/** A sentence of its own line; a line that comes to nothing is left out. */
interface DocLine {
  /** What stands before the sentence. */
  readonly lead: string;
  /** What stands behind it, such as a closing tag. */
  readonly tail?: string;
  /** Without a sentence it stands too. */
  readonly isKept?: boolean;
}

interface DocStyle {
  readonly open: string;
  readonly close: string;
  readonly lines: (definition: Definition) => readonly DocLine[];
  /** Within the body, as Python has it. */
  readonly isInside?: boolean;
}

const shownParameters = (definition: Definition) =>
  definition.parameters.filter(({ name, isReceiver }) => name !== undefined && !isReceiver);

const tagged: DocStyle = {
  open: '/**\n',
  close: ' */\n',
  lines: (definition) => [
    { lead: ' *', isKept: true },
    ...shownParameters(definition).map(({ name }) => ({ lead: ` * @param ${name}`, isKept: true })),
    ...(definition.returnsValue ? [{ lead: ' * @returns' }] : []),
  ],
};
const java: DocStyle = {
  ...tagged,
  lines: (definition) =>
    tagged.lines(definition).map((line) => ({ ...line, lead: line.lead.replace('@returns', '@return') })),
};
const slashes = (mark: string): DocStyle => ({
  open: '',
  close: '',
  lines: () => [{ lead: mark, isKept: true }],
});
const tags: DocStyle = {
  open: '/// <summary>\n',
  close: '',
  lines: (definition) => [
    { lead: '///', isKept: true },
    { lead: '/// </summary>', tail: '' },
    ...shownParameters(definition).map(({ name }) => ({
      lead: `/// <param name="${name}">`,
      tail: '</param>',
    })),
    ...(definition.returnsValue ? [{ lead: '/// <returns>', tail: '</returns>' }] : []),
  ],
};

const styles: Readonly<Record<string, DocStyle | undefined>> = {
  javascript: tagged,
  javascriptreact: tagged,
  typescript: tagged,
  typescriptreact: tagged,
  php: {
    ...tagged,
    lines: (definition) =>
      tagged.lines(definition).map((line) => ({ ...line, lead: line.lead.replace('@returns', '@return') })),
  },
  java,
  c: tagged,
  cpp: tagged,
  csharp: tags,
  rust: slashes('///'),
  go: { open: '', close: '', lines: ({ name = '' }) => [{ lead: `// ${name}`, isKept: true }] },
  ruby: slashes('#'),
  shellscript: slashes('#'),
  css: { open: '', close: '', lines: () => [{ lead: '/*', tail: ' */', isKept: true }] },
  python: { open: '"""', close: '"""\n', lines: () => [], isInside: true },
};

export function hasDocStyle(languageId: string): boolean {
  return Object.hasOwn(styles, languageId);
}

/** Without holes where all is documented; undefined where how that is done is not known. */
export function docForm(facts: CodeFacts, languageId: string, instruction: string): Form | undefined {
  const style = hasDocStyle(languageId) ? styles[languageId] : undefined;
  if (style === undefined || facts.definitions.length === 0) return undefined;
  const documented = facts.definitions
    .filter(({ depth, kind }) => depth === 0 || (depth === 1 && (kind === 'function' || kind === 'class')))
    .filter(({ depth }) => depth === 0 || !/\babove it\b/.test(instruction) || facts.only?.kind === 'class')
    .filter((definition) => !hasDoc(facts, definition, style));
  const insertions = documented.map((definition) =>
    style.isInside === true ? docstring(facts.code, definition) : above(facts.code, definition, style),
  );
  return withoutTail(
    withInsertions(
      facts.code,
      insertions.filter((each) => each !== undefined),
    ),
  );
}

/** Behind the last sentence the model need not be shown anything. */
function withoutTail({ pieces }: Form): Form {
  const last = pieces.at(-1);
  return typeof last === 'string'
    ? { pieces: [...pieces.slice(0, -1), { shown: '', put: last }] }
    : { pieces };
}

function hasDoc({ code, comments }: CodeFacts, definition: Definition, style: DocStyle): boolean {
  const { startOffset, body } = definition;
  if (style.isInside === true)
    return /^\s*[rRuU]?(?:"""|''')/.test(code.slice(body.startOffset, body.endOffset));
  return comments.some(
    (comment) => isDoc(code, comment, style) && isRightAbove(code, comment.endOffset, startOffset),
  );
}

function isDoc(code: string, { startOffset }: TextRange, { open }: DocStyle): boolean {
  return !open.startsWith('/**') || code.startsWith('/**', startOffset);
}

function isRightAbove(code: string, endOffset: number, startOffset: number): boolean {
  return (
    endOffset <= startOffset &&
    /^(?:[ \t]*\n?[ \t]*|[ \t]*\n(?:[ \t]*(?:@|#\[|\[).*\n)*[ \t]*)$/.test(code.slice(endOffset, startOffset))
  );
}

/** Above decorators, attributes and modifiers. */
function above(code: string, { startOffset, ...definition }: Definition, style: DocStyle): Insertion {
  let offset = code.lastIndexOf('\n', startOffset - 1) + 1;
  for (;;) {
    const previous = code.lastIndexOf('\n', offset - 2) + 1;
    if (offset === 0 || !/^\s*(?:@|#\[|\[[\w(])/.test(code.slice(previous, offset))) break;
    offset = previous;
  }
  const indentation = indentationOf(code.slice(offset));
  const lines = style.lines({ startOffset, ...definition });
  const open = style.open === '' ? '' : indentation + style.open;
  const close = style.close === '' ? '' : indentation + style.close;
  return {
    offset,
    pieces: [
      ...(open === '' ? [] : [open]),
      ...lines.flatMap((line) => sentence(indentation, line)),
      ...(close === '' ? [] : [close]),
    ],
  };
}

function sentence(indentation: string, { lead, tail, isKept = false }: DocLine): readonly FormPiece[] {
  // A closing tag alone.
  if (tail === '') return [`${indentation}${lead}\n`];
  const isTag = lead.endsWith('>');
  return [
    { shown: indentation + lead, put: '' },
    {
      hole: {
        stopTexts: ['\n', '*/', '</', ...(tail === undefined ? [] : [tail])],
        startsWith: isTag ? '' : ' ',
        maxTokens: maxSentenceTokens,
      },
      put: (filled) => {
        const words = wholeWords(oneLine(filled), filled.finishReason);
        if (words === '' && !isKept && !isTag) return '';
        return `${indentation}${lead}${isTag || words === '' ? '' : ' '}${words}${tail ?? ''}\n`;
      },
    },
    { shown: `${tail ?? ''}\n`, put: '' },
  ];
}

/** What was cut off in the middle ends with its last whole clause. Nothing in it may end the comment. */
function wholeWords(text: string, finishReason: string): string {
  const plain = text.replaceAll('*/', '* /').replaceAll('"""', '"').replace(/\\+$/, '');
  if (finishReason === 'stopText' || finishReason === 'endOfText') return plain;
  const clause = /^.*[.;,](?=\s)/.exec(plain)?.[0] ?? plain;
  return clause.replace(/[;,]$/, '.');
}

function docstring(code: string, definition: Definition): Insertion | undefined {
  const { body, isBlock } = definition;
  if (!isBlock) return undefined;
  const text = code.slice(body.startOffset, body.endOffset);
  const first = /^[ \t]*\n(?:[ \t]*(?:#.*)?\n)*([ \t]*)/.exec(text);
  const lineEnd = text.indexOf('\n') + 1;
  const indentation = first?.[1] ?? '    ';
  const gap = definition.kind === 'class' ? '\n' : '';
  const parameters = shownParameters(definition);
  const hasSections = parameters.length > 0 || definition.returnsValue;
  const line = (lead: string, isFirst: boolean): readonly FormPiece[] => [
    { shown: lead, put: '' },
    {
      hole: {
        stopTexts: ['\n', '"""', "'''"],
        startsWith: isFirst ? '' : ' ',
        maxTokens: maxSentenceTokens,
      },
      put: (filled) => {
        const words = wholeWords(oneLine(filled), filled.finishReason).replace(/"$/, '" ');
        return `${lead}${isFirst || words === '' ? '' : ' '}${words}`;
      },
    },
  ];
  const sections: readonly FormPiece[] = [
    ...(parameters.length === 0 ? [] : [`\n\n${indentation}Args:`]),
    ...parameters.flatMap(({ name }) => line(`\n${indentation}    ${name}:`, false)),
    ...(definition.returnsValue ? [`\n\n${indentation}Returns:`, ...line(`\n${indentation}   `, false)] : []),
    `\n${indentation}`,
  ];
  return {
    offset: body.startOffset + lineEnd,
    pieces: [...line(`${indentation}"""`, true), ...(hasSections ? sections : []), `"""\n${gap}`],
  };
}
