// What is known of each candidate's text, computed once per text: definitions by name, and windows.
// Must not know the document being edited.

import { withPlainLineEnds } from '../../../src/base/lineEnds.ts';
import type { Grammar } from '../../../src/context/syntax/grammars.ts';
import { isParsable } from '../../../src/context/syntax/syntaxTree.ts';
import { type CodeWindow, cutWindows } from './codeWindows.ts';
import { type Definition, definitionsIn } from './definitions.ts';

/** Definitions of one file. */
export interface DefinitionIndex {
  readonly byName: ReadonlyMap<string, readonly Definition[]>;
  /** Containers by the names of their members. */
  readonly byMember: ReadonlyMap<string, readonly Definition[]>;
}

export interface IndexedFile {
  /** With `\n` line ends. */
  readonly lines: readonly string[];
  readonly lineOffsets: readonly number[];
  readonly definitions: DefinitionIndex;
  readonly windows: readonly CodeWindow[];
}

interface SourceText {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

interface Entry extends SourceText {
  readonly grammar: Grammar | undefined;
  readonly file: IndexedFile;
}

/** For a first parse, in idle time: 1,000 lines need about 10 ms. A file that needs more has no definitions. */
const parseDeadlineMs = 100;
/** Bigger ones are generated or data. */
const maxFileCharacters = 300_000;
const maxFiles = 100;

export class CandidateIndex {
  private readonly grammarOf: (languageId: string) => Grammar | undefined;
  /** By path, in the order of use, last used last. */
  private readonly entries = new Map<string, Entry>();

  /** Where `grammarOf` gives none (yet), a file has windows but no definitions. */
  constructor(grammarOf: (languageId: string) => Grammar | undefined) {
    this.grammarOf = grammarOf;
  }

  /** Fast for a text that was seen; to be called file by file in idle time before a choice needs all of them. */
  file(source: SourceText): IndexedFile {
    const { path, languageId, text } = source;
    const grammar = this.grammarOf(languageId);
    const known = this.entries.get(path);
    const isKnown = known?.text === text && known.languageId === languageId && known.grammar === grammar;
    const entry = isKnown ? known : { path, languageId, text, grammar, file: indexFile(text, grammar) };
    this.entries.delete(path);
    this.entries.set(path, entry);
    const [oldest] = this.entries.keys();
    if (oldest !== undefined && this.entries.size > maxFiles) this.entries.delete(oldest);
    return entry.file;
  }
}

function indexFile(ownText: string, grammar: Grammar | undefined): IndexedFile {
  const isFit = ownText.length <= maxFileCharacters && isParsable(ownText);
  const text = isFit ? withPlainLineEnds(ownText) : '';
  const lines = text.split('\n');
  let offset = 0;
  const lineOffsets = lines.map((line) => {
    const start = offset;
    offset += line.length + 1;
    return start;
  });
  return { lines, lineOffsets, definitions: indexDefinitions(text, grammar), windows: cutWindows(lines) };
}

function indexDefinitions(text: string, grammar: Grammar | undefined): DefinitionIndex {
  const byName = new Map<string, Definition[]>();
  const byMember = new Map<string, Definition[]>();
  const tree = grammar?.parse(text, undefined, parseDeadlineMs);
  if (tree === undefined) return { byName, byMember };
  try {
    for (const definition of definitionsIn(tree, text)) {
      append(byName, definition.name, definition);
      for (const name of new Set(definition.members.map((member) => member.name))) {
        append(byMember, name, definition);
      }
    }
  } finally {
    tree.delete();
  }
  return { byName, byMember };
}

function append(map: Map<string, Definition[]>, name: string, definition: Definition): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [definition]);
  else list.push(definition);
}
