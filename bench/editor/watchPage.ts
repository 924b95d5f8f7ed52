// What runs inside the page of an editor: notes when keys go down in it and when ghost text changes, on the page's clock.
// Source text, since the page has none of what a compiler puts into functions. Must not know what is typed.
import type { GhostChange, KeyDown } from './keyTimes.ts';

export interface Notes {
  readonly keys: readonly KeyDown[];
  readonly changes: readonly GhostChange[];
}

/** To be evaluated once; gives the notes so far whenever `readNotes` is. */
export function watchPage(ghostSelector: string): string {
  return `(() => {
    const notes = (globalThis.hearthNotes = { keys: [], changes: [] });
    document.addEventListener('keydown', ({ key, target }) => {
      const isTyped = key.length === 1 || key === 'Enter';
      if (!isTyped || target.closest('.monaco-editor') === null || target.closest('.quick-input-widget') !== null) return;
      notes.keys.push({ atMs: performance.now(), key: key === 'Enter' ? '\\n' : key });
    }, true);
    new MutationObserver(() => {
      const pieces = [...document.querySelectorAll(${JSON.stringify(ghostSelector)})];
      const ghost = pieces.map(({ textContent }) => textContent).join('').replaceAll('\\u00a0', ' ');
      if (ghost !== (notes.changes.at(-1)?.ghost ?? '')) notes.changes.push({ atMs: performance.now(), ghost });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  })()`;
}

export const readNotes = 'globalThis.hearthNotes';
