// The active editor's document and selection as plain data for prompts. Must not decide what is asked.
import path from 'node:path';
import * as vscode from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { enclosingBlocks } from '../../context/syntax/enclosingBlocks.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { SyntaxTree } from '../../context/syntax/syntaxTree.ts';
import { wholeNodes } from '../../context/syntax/wholeNodes.ts';
import { parseDeadlineMs } from '../frame/standing.ts';
import type { CodeFile } from './proposalQuestions.ts';
import { type FindBlocks, rewriteTarget, toWholeLines } from './targets.ts';

/** What of `ScopeContext` finds functions and statements. */
export interface SyntaxSource {
  prepare(languageId: string): Promise<void>;
  grammarOf(languageId: string): Grammar | undefined;
}

export function codeFile(document: vscode.TextDocument): CodeFile {
  const { uri, languageId } = document;
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return {
    languageId,
    path: isInside ? vscode.workspace.asRelativePath(uri) : path.posix.basename(uri.path),
    text: document.getText(),
  };
}

export function textRange(document: vscode.TextDocument, range: vscode.Range): TextRange {
  return { startOffset: document.offsetAt(range.start), endOffset: document.offsetAt(range.end) };
}

/**
 * What a command about the selection means, without the cuts through code that a selection of several lines has at its
 * ends; undefined where there is no code.
 */
export async function targetOf(
  syntax: SyntaxSource,
  document: vscode.TextDocument,
  selection: vscode.Range,
): Promise<TextRange | undefined> {
  return await withBlocks(syntax, document, (text, findBlocks, whole) => {
    const target = rewriteTarget(text, textRange(document, selection), findBlocks, document.languageId);
    return target && whole(target);
  });
}

/** The statement of the file itself that a range is part of; the range where the syntax is not known. */
export async function topLevelAround(
  syntax: SyntaxSource,
  document: vscode.TextDocument,
  { startOffset, endOffset }: TextRange,
): Promise<TextRange> {
  await syntax.prepare(document.languageId);
  const tree = syntax.grammarOf(document.languageId)?.parse(document.getText(), undefined, parseDeadlineMs);
  const top = tree?.rootNode.namedChildren.find((node) => node !== null && node.endIndex >= endOffset);
  const around =
    top === undefined || top === null || top.startIndex > startOffset
      ? { startOffset, endOffset }
      : { startOffset: top.startIndex, endOffset: top.endIndex };
  tree?.delete();
  return around;
}

/** All lines of the function that a range is part of; the range where it is in none. */
export async function functionAround(
  syntax: SyntaxSource,
  document: vscode.TextDocument,
  range: TextRange,
): Promise<TextRange> {
  return await withBlocks(syntax, document, (text, findBlocks) => {
    const { functionLike } = findBlocks(range.startOffset) ?? {};
    return functionLike !== undefined && functionLike.endOffset >= range.endOffset
      ? toWholeLines(text, functionLike)
      : range;
  });
}

/** Looks at a document with its functions and statements, where its language has a grammar. */
export async function withBlocks<T>(
  syntax: SyntaxSource,
  document: vscode.TextDocument,
  look: (text: string, findBlocks: FindBlocks, whole: (range: TextRange) => TextRange) => T,
): Promise<T> {
  const { languageId } = document;
  await syntax.prepare(languageId);
  const grammar = syntax.grammarOf(languageId);
  const text = document.getText();
  if (grammar === undefined)
    return look(
      text,
      () => undefined,
      (range) => range,
    );
  const syntaxTree = new SyntaxTree(grammar);
  try {
    const tree = syntaxTree.parse(text, parseDeadlineMs);
    return look(
      text,
      (offset) => tree && enclosingBlocks(tree, grammar, offset),
      (range) => (tree ? wholeNodes(tree, text, range) : range),
    );
  } finally {
    syntaxTree.dispose();
  }
}
