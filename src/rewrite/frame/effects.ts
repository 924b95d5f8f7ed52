// What code does to others than its own variables, node by node: calls, assignments to members, errors that it throws.
// Must not know selections, or what may be left out of them.
import type { Node } from 'web-tree-sitter';
import { isMemberAccess } from './nodeShapes.ts';

export interface Effect {
  readonly name: string;
  /** The variable at the beginning, where a member of something is meant. */
  readonly root: string;
  /** A value is had from it: what it does besides is not to be seen. */
  readonly isValued: boolean;
}

const calls =
  /^(?:call|call_expression|invocation_expression|method_invocation|(?:function|member|scoped|nullsafe_member)_call_expression|macro_invocation)$/;
const thrown = /^(?:throw|raise)_(?:statement|expression)$/;
const changed =
  /assignment|^(?:update_expression|inc_statement|dec_statement|(?:post|pre)fix_unary_expression)$/;

/** Undefined too of calls that by their names only ask or compute, where a value is had from them. */
export function effectOf(node: Node): Effect | undefined {
  if (calls.test(node.type)) return callOf(node);
  if (thrown.test(node.type)) return { name: thrownBy(node), root: '', isValued: false };
  if (!changed.test(node.type)) return undefined;
  const target = targetOf(node);
  return isMemberAccess(target) ? named(target, node, false) : undefined;
}

function callOf(node: Node): Effect | undefined {
  const callee =
    node.childForFieldName('function') ??
    node.childForFieldName('name') ??
    node.childForFieldName('method') ??
    node.childForFieldName('macro');
  const above = node.parent?.type.startsWith('await') ? node.parent.parent : node.parent;
  const isValued = above?.type.endsWith('expression_statement') !== true;
  const effect = named(callee, node, isValued);
  // What is thrown is an effect of its own.
  if (thrown.test(above?.type ?? '')) return undefined;
  return isValued && effect !== undefined && isAsking(effect.name) ? undefined : effect;
}

function named(target: Node | null | undefined, { text }: Node, isValued: boolean): Effect | undefined {
  const name = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(target?.text ?? '')?.[0];
  const root = /^[\p{L}_$][\p{L}\p{N}_$]*(?=[.[?])/u.exec(text)?.[0] ?? '';
  return name === undefined ? undefined : { name, root, isValued };
}

/** What is changed: of lists the first. */
function targetOf(node: Node): Node | null | undefined {
  if (node.type.endsWith('fix_unary_expression') && !/^(?:\+\+|--)|(?:\+\+|--)$/.test(node.text))
    return undefined;
  const target =
    node.childForFieldName('left') ?? node.childForFieldName('argument') ?? node.namedChildren[0];
  return target?.type === 'expression_list' ? target.namedChildren[0] : target;
}

/** The type of a new error; of another one how it is thrown. */
function thrownBy({ text }: Node): string {
  const how = /^\w+/.exec(text)?.[0] ?? '';
  const made = /^\s*(?:new\s+)?(?:[\p{L}\p{N}_$]*(?:\.|::|\\))*(?<type>[\p{L}\p{N}_$]*)(?<call>\()?/u;
  const { type = '', call } = made.exec(text.slice(how.length))?.groups ?? {};
  return call !== undefined || /^\p{Lu}/u.test(type) ? type : how;
}

const askingStart =
  /^(?:is|has|have|can|should|was|are|get|to|as|of|from|find|contains?|includes?|starts|ends|index|last|equals?|compare|count|parse|format)(?=$|[\p{Lu}\p{N}_])/u;
const asking: ReadonlySet<string> = new Set(
  `abs all any array at bool boolean ceil char charAt charCodeAt concat dict empty endswith entries enumerate every
  exec exists filter flat flatMap float floor getattr hasattr int isalnum isalpha isdigit isinstance islower isnumeric
  isspace issubclass isupper iter join keys len length list lower map match matchAll max min not number object pow range
  reduce replace replaceAll repeat reversed round search set size slice some sorted split sqrt startswith str string strip
  substr substring sum test toLowerCase trim trimEnd trimStart tuple typeof upper values zip`.split(/\s+/),
);

function isAsking(name: string): boolean {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return asking.has(lower) || askingStart.test(lower);
}
