// Loads grammars, each once, and parses with them. Every parse has a deadline.
// Must not know documents; where the files are is the reader's business.
import { Language, Parser, Query, type Tree } from 'web-tree-sitter';
import type { LanguageRow, NodeTypes } from './languages/languageRow.ts';
import { languageRow } from './languages.ts';

/** Reads a file of the grammars folder. */
export type ReadGrammar = (fileName: string) => Promise<Uint8Array>;

export class Grammar {
  readonly scopeQuery: Query;
  readonly nodeTypes: NodeTypes;
  private readonly parser: Parser;
  private readonly now: () => number;
  /** What an interrupted parse was about; the parser can go on with exactly that. */
  private interruptedText: string | undefined;

  constructor(language: Language, row: LanguageRow, now: () => number) {
    this.parser = new Parser().setLanguage(language);
    this.scopeQuery = new Query(language, row.scopeQuery);
    this.nodeTypes = row.nodeTypes;
    this.now = now;
  }

  /**
   * The tree of `text`, which the caller deletes; undefined when time ran out. `oldTree` must have followed
   * the edits that led to `text`. The next call with the same text goes on where this one stopped.
   */
  parse(text: string, oldTree: Tree | undefined, deadlineMs: number): Tree | undefined {
    if (this.interruptedText !== text) this.parser.reset();
    const endMs = this.now() + deadlineMs;
    const tree = this.parser.parse(text, oldTree, { progressCallback: () => this.now() > endMs });
    this.interruptedText = tree === null ? text : undefined;
    return tree ?? undefined;
  }

  dispose(): void {
    this.scopeQuery.delete();
    this.parser.delete();
  }
}

export class Grammars {
  private readonly readGrammar: ReadGrammar;
  private readonly now: () => number;
  /** By file, because several language ids share a grammar. */
  private readonly loading = new Map<string, Promise<Grammar>>();
  private readonly loaded = new Map<string, Grammar>();
  private runtime: Promise<void> | undefined;
  private isDisposed = false;

  constructor(readGrammar: ReadGrammar, now: () => number) {
    this.readGrammar = readGrammar;
    this.now = now;
  }

  /** Rejects when a file cannot be read or is no grammar; the next call tries again. */
  async prepare(languageId: string): Promise<void> {
    const row = languageRow(languageId);
    if (row === undefined || this.isDisposed) return;
    const { grammarFile } = row;
    const loading = this.loading.get(grammarFile) ?? this.load(row);
    this.loading.set(grammarFile, loading);
    try {
      await loading;
    } catch (error: unknown) {
      if (this.loading.get(grammarFile) === loading) this.loading.delete(grammarFile);
      throw new Error(`The grammar for ${languageId} (${grammarFile}) could not be loaded.`, {
        cause: error,
      });
    }
  }

  /** Undefined for languages that are unknown or not loaded yet. */
  get(languageId: string): Grammar | undefined {
    const row = languageRow(languageId);
    return row === undefined ? undefined : this.loaded.get(row.grammarFile);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const grammar of this.loaded.values()) grammar.dispose();
    this.loaded.clear();
    this.loading.clear();
  }

  private async load(row: LanguageRow): Promise<Grammar> {
    await this.startRuntime();
    const language = await Language.load(await this.readGrammar(row.grammarFile));
    const grammar = new Grammar(language, row, this.now);
    if (this.isDisposed) grammar.dispose();
    else this.loaded.set(row.grammarFile, grammar);
    return grammar;
  }

  /** Once: two initialisations at the same time would leave two runtimes, and trees of one fail in the other. */
  private async startRuntime(): Promise<void> {
    this.runtime ??= this.readGrammar('web-tree-sitter.wasm').then((wasmBinary) =>
      Parser.init({ wasmBinary }),
    );
    try {
      await this.runtime;
    } catch (error: unknown) {
      this.runtime = undefined;
      throw error;
    }
  }
}
