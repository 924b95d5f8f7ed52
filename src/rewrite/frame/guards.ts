// Under which conditions a function ends early, and how: what is said of that need not be made up by a model.
// Must not know what is said.
import type { Node } from 'web-tree-sitter';
import type { Guard } from '../asking/guard.ts';

const maxCharacters = 80;
const branches = /^if_(?:statement|expression)$/;
const thrown = /^(?:throw|raise)_(?:statement|expression)$/;
const returned = /^return_(?:statement|expression)$/;
/** Statements around another one, and nothing else. */
const wrappers = /^(?:expression_statement|block|statement_block|compound_statement|statement_list)$/;

/** Of the statements of the body itself, in order. @param comments types of nodes that say nothing */
export function guardsIn(body: Node, comments: ReadonlySet<string>): readonly Guard[] {
  return statementsIn(body, comments).flatMap((statement) => guardOf(statement, comments) ?? []);
}

function statementsIn(body: Node, comments: ReadonlySet<string>): readonly Node[] {
  const own = body.namedChildren.filter((child) => child !== null && !comments.has(child.type));
  return own.flatMap((child) =>
    wrappers.test(child.type) && child.namedChildCount > 0 ? statementsIn(child, comments) : [child],
  );
}

function guardOf(statement: Node, comments: ReadonlySet<string>): Guard | undefined {
  const condition = statement.childForFieldName('condition');
  const consequence = statement.childForFieldName('consequence') ?? statement.childForFieldName('body');
  const hasElse = statement.childForFieldName('alternative') !== null;
  if (!branches.test(statement.type) || condition === null || consequence === null || hasElse)
    return undefined;
  const isStatement = thrown.test(consequence.type) || returned.test(consequence.type);
  const [only, ...more] = isStatement ? [consequence] : statementsIn(consequence, comments);
  const when = onOneLine(withoutBrackets(condition.text));
  // A pattern is no condition that reads as one, and that an error is passed on is no news.
  const isTelling = when.length <= maxCharacters && !/^let\b|^err\b/.test(when);
  if (only === undefined || more.length > 0 || !isTelling) return undefined;
  const value = onOneLine(only.namedChildren.find((child) => !comments.has(child?.type ?? ''))?.text ?? '');
  if (value.length > maxCharacters) return undefined;
  if (thrown.test(only.type)) {
    const type = /^(?:new\s+)?([\p{L}_$][\p{L}\p{N}_$.:\\]*)/u.exec(value)?.[1];
    return { ends: 'throws', what: type ?? '', when };
  }
  return returned.test(only.type) ? { ends: 'returns', what: value, when } : undefined;
}

function withoutBrackets(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (text[index] === '(') depth++;
    if (text[index] === ')') depth--;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

function onOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
