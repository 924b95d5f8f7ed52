// What happens in the stand-in's window, as data. Must not know windows.
import type { TextChange } from '../../../src/base/textChanges.ts';
import type { Uri } from './values.ts';

export interface RenamedFiles {
  readonly files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[];
}

/** Whose change it is; `again` is what a window does when it brings back text that was not saved. */
export type Author = 'person' | 'undo' | 'redo' | 'extension' | 'disk' | 'again';

export interface WindowChange {
  readonly uri: string;
  readonly before: string;
  readonly changes: readonly TextChange[];
  readonly author: Author;
}

/** How a window comes back: with what was not saved in the documents at once, a moment later, or without it. */
export type Backup = 'atOnce' | 'later' | 'none';
