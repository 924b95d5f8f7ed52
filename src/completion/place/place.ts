// Where in a document a suggestion is asked for and what it will replace. Pure.
// Must not know windows or engines.

/** The item that is selected in an open suggestion list, and the range it would replace. */
export interface SelectedItem {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

export interface Place {
  readonly uri: string;
  readonly text: string;
  /** Where the model's text begins. */
  readonly offset: number;
  /** Where the text right of the suggestion begins: `offset`, unless a selected item replaces what is between. */
  readonly afterOffset: number;
  /** Start of what the editor's item replaces; the text from here to `offset` is repeated in the item. */
  readonly itemOffset: number;
  /** What the model's text must begin with. */
  readonly forcedText: string;
}

/**
 * An editor shows a suggestion beside an open list only when it extends the selected item in the item's own range.
 * An item that continues what was typed becomes forced text; another one, such as a fuzzy match, takes its place.
 */
export function placeAt(
  { uri, text }: { readonly uri: string; readonly text: string },
  cursorOffset: number,
  selected: SelectedItem | undefined,
): Place {
  if (selected === undefined) {
    const offset = cursorOffset;
    return { uri, text, offset, afterOffset: offset, itemOffset: offset, forcedText: '' };
  }
  const { startOffset, endOffset } = selected;
  const typed = text.slice(startOffset, cursorOffset);
  const isContinued = selected.text.startsWith(typed);
  return {
    uri,
    text,
    offset: isContinued ? cursorOffset : startOffset,
    afterOffset: Math.max(cursorOffset, endOffset),
    itemOffset: startOffset,
    forcedText: isContinued ? selected.text.slice(typed.length) : selected.text,
  };
}
