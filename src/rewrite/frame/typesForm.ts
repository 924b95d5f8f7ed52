// Type annotations: the model writes types into the places for them, and no code at all. Pure. Must not know prompts.
import type { FilledHole, Hole } from '../../../engine/protocol/chatProtocol.ts';
import type { CodeFacts, Definition } from './codeFacts.ts';
import { type Form, type FormPiece, type Insertion, withInsertions } from './form.ts';

const maxTypeTokens = 60;

interface TypeStyle {
  readonly parameterEnds: string;
  readonly returnLead: string;
  readonly returnEnds: string;
  /** Constructors and the like have no return type. */
  readonly withoutReturn: RegExp;
}

const script: TypeStyle = {
  parameterEnds: ',)=',
  returnLead: ':',
  returnEnds: '{;',
  withoutReturn: /^constructor$/,
};
const styles: Readonly<Record<string, TypeStyle | undefined>> = {
  typescript: script,
  typescriptreact: script,
  vue: script,
  python: { parameterEnds: ',)=', returnLead: ' ->', returnEnds: ':', withoutReturn: /^$/ },
};

export function hasTypeStyle(languageId: string): boolean {
  return Object.hasOwn(styles, languageId);
}

/** Without holes where every place for a type has one; undefined where types are written otherwise. */
export function typesForm({ code, definitions }: CodeFacts, languageId: string): Form | undefined {
  const style = hasTypeStyle(languageId) ? styles[languageId] : undefined;
  if (style === undefined) return undefined;
  const insertions = definitions
    .filter(({ kind }) => kind === 'function')
    .flatMap((definition) => insertionsOf(code, definition, style));
  return withInsertions(code, insertions);
}

function insertionsOf(code: string, definition: Definition, style: TypeStyle): readonly Insertion[] {
  const { parameters, returnTypeOffset, name = '' } = definition;
  const untyped = parameters.filter(({ hasType, isReceiver }) => !hasType && !isReceiver);
  const ofParameters = untyped.map(({ typeOffset }) => ({
    offset: typeOffset,
    pieces: typePieces(':', { outsideBrackets: style.parameterEnds, stopTexts: ['\n\n', '```'] }),
  }));
  const isClosed = returnTypeOffset !== undefined && code[returnTypeOffset - 1] === ')';
  if (!isClosed || style.withoutReturn.test(name) || /^(?:set|get)\s/.test(code.slice(definition.coreOffset)))
    return ofParameters;
  const isArrow = /^\s*=>/.test(code.slice(returnTypeOffset));
  const ends = isArrow
    ? { outsideBrackets: ';', stopTexts: [' =>', '=>', '```'] }
    : { outsideBrackets: style.returnEnds, stopTexts: ['\n\n', '```'] };
  return [...ofParameters, { offset: returnTypeOffset, pieces: typePieces(style.returnLead, ends) }];
}

function typePieces(lead: string, ends: Pick<Hole, 'outsideBrackets' | 'stopTexts'>): readonly FormPiece[] {
  return [
    { shown: lead, put: '' },
    {
      hole: { ...ends, startsWith: ' ', maxTokens: maxTypeTokens },
      put: (filled) => (isType(filled) ? `${lead} ${filled.text.trim()}` : ''),
    },
  ];
}

/** A type that is not whole, or no type at all, is left out. */
function isType({ text, finishReason }: FilledHole): boolean {
  const type = text.trim();
  const count = (brackets: RegExp) => type.match(brackets)?.length ?? 0;
  const isBalanced = count(/[([{]/g) === count(/[)\]}]/g) && count(/</g) === count(/(?<![=-])>/g);
  return (
    finishReason === 'stopText' &&
    isBalanced &&
    /^[\p{L}_$({['"\d|]/u.test(type) &&
    !/[=;]$|=[^>]|\/\/|#|[|&.,]$/.test(type) &&
    !/^(?:\(?\)|\{\s*return\b)/.test(type)
  );
}
