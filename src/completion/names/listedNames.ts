// What of a completion list are names of the program, where nothing else may stand there. Pure.
// Kinds are those of the editor's interface (`vscode.CompletionItemKind`), one less than in the language server protocol.
// Must not know who listed the items.

export interface ListedItem {
  readonly label: string;
  readonly kind: number | undefined;
  readonly filterText?: string | undefined;
  readonly insertText?: string | undefined;
  readonly commitCharacters?: readonly string[] | undefined;
}

export interface ItemList {
  readonly items: readonly ListedItem[];
  readonly isIncomplete: boolean;
}

/** Words of the text around: what editors and servers list where they know nothing. */
const textKind = 0;
/** Units, snippets, colours, files, folders, users, issues. */
const otherKinds = new Set([10, 14, 15, 16, 18, 25, 26]);
const keywordKind = 13;
/** More than fit into a message that is to come in time. */
const maxNames = 3000;

const wholeName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** Undefined unless they are all that can stand there: what is not listed does not exist. */
export function listedNames({ items, isIncomplete }: ItemList): readonly string[] | undefined {
  const named = items.filter(
    ({ kind }) => kind !== undefined && !otherKinds.has(kind) && kind !== keywordKind,
  );
  const hasTexts = items.some(({ kind }) => kind === undefined || kind === textKind);
  if (isIncomplete || hasTexts || named.length === 0 || allowsNewNames(named)) return undefined;
  const names = items
    .filter(({ kind }) => kind !== undefined && !otherKinds.has(kind))
    .map(nameOf)
    .filter((name) => name !== undefined);
  const all = [...new Set(names)];
  return all.length > maxNames ? undefined : all;
}

/** Labels may carry the mark of what is optional, and what is inserted a chain's or brackets. */
function nameOf({ label, filterText, insertText }: ListedItem): string | undefined {
  const texts = [insertText, filterText, label.replace(/\?$/, '')];
  return texts.find((text) => text !== undefined && wholeName.test(text));
}

/**
 * TypeScript's server lets characters such as a dot end a name, except where a new one may be written, as behind a value of
 * which any member may be read.
 */
function allowsNewNames(names: readonly ListedItem[]): boolean {
  return names.every(({ commitCharacters }) => (commitCharacters ?? []).length === 0);
}
