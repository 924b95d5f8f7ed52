// Incremental syntax trees, one a document; owns their memory. Every parse has a deadline.
// Must not know windows or budgets.
import { Edit, Language, Parser, type Point, type Tree } from 'web-tree-sitter';
import type { TextChange } from './contextWindow.ts';
import { languageRow } from './languages.ts';

/** Reads a file of the grammars folder. */
export type ReadGrammar = (fileName: string) => Promise<Uint8Array>;

interface Entry {
  text: string;
  languageId: string;
  tree: Tree | undefined;
  /** Whether `tree` was edited since it was parsed. */
  isStale: boolean;
}

/** Above this, parsing costs more than its boundaries are worth. */
const maxParsedCharacters = 1_000_000;

export class SyntaxTrees {
  private readonly readGrammar: ReadGrammar;
  private readonly now: () => number;
  private readonly parsers = new Map<string, Parser>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly entries = new Map<string, Entry>();

  constructor(readGrammar: ReadGrammar, now: () => number) {
    this.readGrammar = readGrammar;
    this.now = now;
  }

  /** Trees that hold memory, for the leak test. */
  get liveTrees(): number {
    return [...this.entries.values()].filter((entry) => entry.tree !== undefined).length;
  }

  async prepare(languageId: string): Promise<void> {
    const row = languageRow(languageId);
    if (row === undefined) return;
    let loading = this.loading.get(languageId);
    if (loading === undefined) {
      loading = this.load(languageId, row.grammarFile);
      this.loading.set(languageId, loading);
    }
    await loading;
  }

  change(uri: string, changes: readonly TextChange[]): void {
    const entry = this.entries.get(uri);
    if (entry === undefined) return;
    for (const change of changes) applyChange(entry, change);
  }

  /** The tree of exactly this text; undefined without a grammar, for huge texts, or when time ran out. */
  treeOf(uri: string, languageId: string, text: string, deadlineMs: number): Tree | undefined {
    const parser = this.parsers.get(languageId);
    if (parser === undefined || text.length > maxParsedCharacters) return undefined;
    const entry = this.entryFor(uri, languageId, text);
    if (entry.tree !== undefined && !entry.isStale) return entry.tree;
    const endMs = this.now() + deadlineMs;
    const parsed = parser.parse(text, entry.tree, { progressCallback: () => this.now() > endMs });
    if (parsed === null) {
      // The next text differs, so the interrupted parse is of no use to it.
      parser.reset();
      return undefined;
    }
    entry.tree?.delete();
    entry.tree = parsed;
    entry.isStale = false;
    return parsed;
  }

  close(uri: string): void {
    this.entries.get(uri)?.tree?.delete();
    this.entries.delete(uri);
  }

  dispose(): void {
    for (const uri of this.entries.keys()) this.close(uri);
    for (const parser of this.parsers.values()) parser.delete();
    this.parsers.clear();
  }

  private async load(languageId: string, grammarFile: string): Promise<void> {
    await Parser.init({ wasmBinary: await this.readGrammar('web-tree-sitter.wasm') });
    const parser = new Parser();
    parser.setLanguage(await Language.load(await this.readGrammar(grammarFile)));
    this.parsers.set(languageId, parser);
  }

  private entryFor(uri: string, languageId: string, text: string): Entry {
    const entry = this.entries.get(uri);
    if (entry !== undefined && entry.text === text && entry.languageId === languageId) return entry;
    // Edits that nobody told of: the old tree would mislead the parser.
    entry?.tree?.delete();
    const fresh: Entry = { text, languageId, tree: undefined, isStale: false };
    this.entries.set(uri, fresh);
    return fresh;
  }
}

function applyChange(entry: Entry, change: TextChange): void {
  const { startOffset, removedLength, insertedText } = change;
  const before = entry.text;
  const oldEnd = startOffset + removedLength;
  const newEnd = startOffset + insertedText.length;
  entry.text = before.slice(0, startOffset) + insertedText + before.slice(oldEnd);
  if (entry.tree === undefined) return;
  const startPosition = pointAt(before, startOffset);
  const edit = new Edit({
    startIndex: startOffset,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: advance(startPosition, before.slice(startOffset, oldEnd)),
    newEndPosition: advance(startPosition, insertedText),
  });
  entry.tree.edit(edit);
  entry.isStale = true;
}

function pointAt(text: string, offset: number): Point {
  return advance({ row: 0, column: 0 }, text.slice(0, offset));
}

function advance(from: Point, text: string): Point {
  let row = from.row;
  let lineStart = -from.column;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: text.length - lineStart };
}
