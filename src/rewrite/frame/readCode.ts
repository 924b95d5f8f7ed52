// Reads the facts about a selection from its syntax tree. Must not know what is asked of the model.
import type { Node, Tree } from 'web-tree-sitter';
import type { TextRange } from '../../base/ranges.ts';
import { errorNodeCount } from '../../context/syntax/errorNodes.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { isParsable } from '../../context/syntax/syntaxTree.ts';
import type { CodeFacts, Definition, NameUse, Parameter } from './codeFacts.ts';
import { type Effect, effectOf } from './effects.ts';
import { guardsIn } from './guards.ts';
import {
  declaredName,
  isDocstring,
  isIdentifier,
  isMember,
  isTypeOfValue,
  nameAbove,
  plainName,
  returnsValue,
  wrapped,
} from './nodeShapes.ts';
import { parseDeadlineMs } from './standing.ts';

/** What may have to stand around a selection for it to be whole: a method needs a class. */
const surroundings: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['class X {\n', '\n}'],
  ['<?php\n', ''],
  ['<?php\nclass X {\n', '\n}'],
  ['const x = {\n', '\n};'],
  ['function x() {\n', '\n}'],
  ['x {\n', '\n}'],
];

/** Undefined where the language has no grammar or the code is unfit for it. */
export function codeFacts(code: string, grammar: Grammar | undefined): CodeFacts | undefined {
  if (grammar === undefined || !isParsable(code)) return undefined;
  let best: { readonly facts: CodeFacts; readonly errorCount: number } | undefined;
  for (const [before, after] of surroundings) {
    const tree = grammar.parse(before + code + after, undefined, parseDeadlineMs);
    if (tree === undefined) return best?.facts;
    try {
      // What is no code to the grammar is no error to it either.
      const isText = tree.rootNode.namedChildren.every((child) => child?.type === 'text');
      const errorCount = errorNodeCount(tree) + (isText && code.trim() !== '' ? 1 : 0);
      if (best !== undefined && errorCount >= best.errorCount) continue;
      const reader = new FactReader(code, before.length, grammar, errorCount);
      best = { facts: reader.read(tree), errorCount };
      if (errorCount === 0) break;
    } finally {
      tree.delete();
    }
  }
  return best?.facts;
}

const classTypes =
  /^(?:class|abstract_class|interface|struct|enum|trait|impl|record|object)_(?:declaration|definition|item|specifier)$|^(?:class|module)$/;
class FactReader {
  private readonly code: string;
  private readonly shift: number;
  private readonly grammar: Grammar;
  private readonly errorCount: number;
  private readonly definitions: Definition[] = [];
  private readonly comments: TextRange[] = [];
  private readonly locals = new Set<string>();
  private readonly names: NameUse[] = [];
  private readonly identifiers: NameUse[] = [];
  /** Variables that begin here, parameters left out. */
  private readonly own = new Set<string>();
  private readonly effects: Effect[] = [];

  constructor(code: string, shift: number, grammar: Grammar, errorCount: number) {
    this.code = code;
    this.shift = shift;
    this.grammar = grammar;
    this.errorCount = errorCount;
  }

  read(tree: Tree): CodeFacts {
    this.visit(tree.rootNode, 0);
    const { code, definitions, comments, locals, names, identifiers, effects, errorCount } = this;
    for (const { name } of definitions) if (name !== undefined) locals.delete(name);
    const uses = names.filter(({ name }) => locals.has(name));
    return {
      code,
      definitions,
      only: this.only(),
      comments,
      locals: [...locals],
      variables: [...new Set([...names.map(({ name }) => name), ...locals])],
      uses,
      identifiers,
      effects: this.namesOf(effects.filter(({ isValued }) => !isValued)),
      valuedEffects: this.namesOf(effects.filter(({ isValued }) => isValued)),
      errorCount,
    };
  }

  /** What happens to a variable of the code alone is no effect. */
  private namesOf(effects: readonly Effect[]): readonly string[] {
    return effects.filter(({ root }) => !this.own.has(root)).map(({ name }) => name);
  }

  /** Alone but for comments and attributes above it. */
  private only(): Definition | undefined {
    const [first] = this.definitions;
    if (first === undefined) return undefined;
    const above = this.code.slice(0, first.startOffset);
    const isLead = (line: string) => /^\s*(?:\/\/|\/\*|\*|#|@|\[|"""|$)/.test(line);
    const below = this.code.slice(first.endOffset).trim();
    return above.split('\n').every(isLead) && /^[;,]?$/.test(below) ? first : undefined;
  }

  private visit(node: Node, depth: number): void {
    const { comments, functions } = this.grammar.nodeTypes;
    if (comments.has(node.type) || isDocstring(node)) this.addInside(this.comments, this.rangeOf(node));
    const isFunction = functions.has(node.type) || node.type === 'method' || node.type === 'singleton_method';
    const isRule = node.type === 'rule_set' || node.type === 'media_statement';
    const definition =
      isFunction || isRule || classTypes.test(node.type)
        ? this.definition(node, isFunction, depth)
        : undefined;
    if (definition !== undefined) this.definitions.push(definition);
    this.readNames(node);
    const effect = effectOf(node);
    if (effect !== undefined) this.effects.push(effect);
    for (const child of node.namedChildren)
      if (child !== null) this.visit(child, depth + (definition ? 1 : 0));
  }

  private definition(node: Node, isFunction: boolean, depth: number): Definition | undefined {
    const body =
      node.childForFieldName('body') ?? node.namedChildren.find((child) => child?.type === 'block');
    if (body === null || body === undefined) return undefined;
    const outer = wrapped(node);
    const range = this.rangeOf(outer);
    // What was put around the code is no definition of it.
    if (range.startOffset < 0 || range.endOffset > this.code.length) return undefined;
    const name = (node.childForFieldName('name') ?? nameAbove(node) ?? declaredName(node))?.text;
    // A callback is part of the statement that it stands in.
    if (isFunction && name === undefined && node.type !== 'constructor_declaration') return undefined;
    const parameters = isFunction ? this.parameters(node) : [];
    const returned = node.childForFieldName('return_type');
    return {
      ...range,
      kind: isFunction ? 'function' : 'class',
      name,
      coreOffset: node.startIndex - this.shift,
      ...this.bodyOf(body, node),
      parameters,
      returnTypeOffset: returned === null ? this.behindParameters(node) : undefined,
      returnType: returned === null ? undefined : this.rangeOf(returned),
      returnsValue:
        returnsValue(body, body.id, this.grammar.nodeTypes.functions) || isTypeOfValue(returned?.text),
      guards: isFunction ? guardsIn(body, this.grammar.nodeTypes.comments) : [],
      isAsync: /^(?:\w+\s+)*async\b/.test(node.text.slice(0, 60)),
      depth,
    };
  }

  /** Without brackets; a body without any begins with its first line. */
  private bodyOf(body: Node, definition: Node): Pick<Definition, 'body' | 'isBlock'> {
    const { startOffset, endOffset } = this.rangeOf(body);
    if (this.code[startOffset] === '{' && this.code[endOffset - 1] === '}') {
      const inner = { startOffset: startOffset + 1, endOffset: endOffset - 1 };
      return { body: inner, isBlock: this.code.slice(inner.startOffset, inner.endOffset).includes('\n') };
    }
    const before = this.code.lastIndexOf('\n', startOffset - 1);
    const isOwnLine = before !== -1 && this.code.slice(before, startOffset).trim() === '';
    const head = this.code.slice(definition.startIndex - this.shift, Math.max(before, 0));
    if (!isOwnLine || head.trim() === '') return { body: { startOffset, endOffset }, isBlock: false };
    // Comments above the first statement belong to the body.
    const firstLine = this.firstLineOfBody(definition, before);
    const end = startOffset + this.code.slice(startOffset, endOffset).trimEnd().length;
    return { body: { startOffset: firstLine, endOffset: end }, isBlock: true };
  }

  private firstLineOfBody(definition: Node, lineEnd: number): number {
    let start = lineEnd;
    const top = this.code.indexOf('\n', definition.startIndex - this.shift);
    while (start > top) {
      const above = this.code.lastIndexOf('\n', start - 1);
      if (above < top || !/^\s*#|^\s*$/.test(this.code.slice(above + 1, start))) break;
      start = above;
    }
    return start;
  }

  private parameters(node: Node): readonly Parameter[] {
    const single = node.childForFieldName('parameter');
    const list =
      node.childForFieldName('parameters') ??
      node.childForFieldName('declarator')?.childForFieldName('parameters');
    const children = single === null ? (list?.namedChildren ?? []) : [single];
    return children
      .filter((child) => child !== null)
      .filter((child) => !this.grammar.nodeTypes.comments.has(child.type))
      .flatMap((child) => this.parametersIn(child, single !== null));
  }

  private parametersIn(node: Node, isSingle: boolean): readonly Parameter[] {
    const type = node.childForFieldName('type');
    const pattern =
      node.childForFieldName('pattern') ??
      node.childForFieldName('name') ??
      node.childForFieldName('declarator');
    const target = pattern ?? node;
    const range = this.rangeOf(node);
    // In Go one type may serve several names.
    const names = node.type === 'parameter_declaration' ? node.childrenForFieldName('name') : [];
    const value = node.childForFieldName('value') ?? node.childForFieldName('right');
    const text = plainName(target);
    const one = {
      ...range,
      name: text,
      typeOffset: target.endIndex - this.shift,
      hasType: type !== null || isSingle,
      hasDefault: value !== null,
      isReceiver: /^(?:self_parameter|this)$/.test(node.type) || text === 'self' || text === 'cls',
    };
    const several = names.filter((name) => name !== null).map((name) => ({ ...one, name: name.text }));
    return several.length > 1 ? several : [one];
  }

  private behindParameters(node: Node): number | undefined {
    const list = node.childForFieldName('parameters');
    return list === null ? undefined : list.endIndex - this.shift;
  }

  private readNames(node: Node): void {
    if (/^(?:variable_declarator|const_spec|var_spec|init_declarator)$/.test(node.type))
      this.addLocal(node.childForFieldName('name') ?? node.childForFieldName('declarator'));
    if (
      /^(?:assignment|for_in_statement|for_statement|for_in_clause|enhanced_for_statement)$/.test(node.type)
    )
      this.addLocal(node.childForFieldName('left') ?? node.childForFieldName('name'));
    if (node.type === 'short_var_declaration' || node.type === 'range_clause')
      for (const child of node.childForFieldName('left')?.namedChildren ?? []) this.addLocal(child);
    if (node.type === 'let_declaration') this.addLocal(node.childForFieldName('pattern'));
    if (this.grammar.nodeTypes.functions.has(node.type))
      for (const { name } of this.parameters(node))
        if (name !== undefined && name !== 'self') this.locals.add(name);
    const isShorthand = /^shorthand_property_identifier(?:_pattern)?$/.test(node.type);
    if (!isIdentifier(node)) return;
    const use = { ...this.rangeOf(node), name: node.text, isShorthand };
    this.addInside(this.identifiers, use);
    const isVariable = node.type === 'identifier' || node.type === 'variable_name' || isShorthand;
    if (isVariable && !isMember(node)) this.addInside(this.names, use);
  }

  private addLocal(node: Node | null): void {
    if (node?.type === 'identifier' || node?.type === 'variable_name') {
      this.locals.add(node.text);
      this.own.add(node.text);
    }
    if (node !== null && /^(?:pattern_list|tuple_pattern|array_pattern)$/.test(node.type))
      for (const child of node.namedChildren) this.addLocal(child);
  }

  private rangeOf({ startIndex, endIndex }: Node): TextRange {
    return { startOffset: startIndex - this.shift, endOffset: endIndex - this.shift };
  }

  private addInside<T extends TextRange>(list: T[], range: T): void {
    if (range.startOffset >= 0 && range.endOffset <= this.code.length) list.push(range);
  }
}
