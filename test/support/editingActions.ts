// What someone who edits does, what Hearth does meanwhile, and what goes wrong, in any order.
// Must not know how it is done.
import fc from 'fast-check';
import type { Backup } from './vscode/happenings.ts';

export type EditingAction =
  | {
      readonly kind: 'type';
      readonly file: number;
      readonly at: number;
      readonly removed: number;
      readonly text: 'mark' | 'line' | 'newline' | 'nothing';
    }
  | {
      readonly kind: 'rewrite' | 'propose';
      readonly file: number;
      readonly from: number;
      readonly count: number;
      readonly fates: readonly ('keep' | 'replace' | 'drop' | 'add')[];
    }
  | { readonly kind: 'say'; readonly file: number; readonly characters: number }
  | { readonly kind: 'accept' | 'discard'; readonly file: number; readonly pick: number }
  | {
      readonly kind:
        | 'undo'
        | 'redo'
        | 'save'
        | 'closeAndReopen'
        | 'hide'
        | 'show'
        | 'rename'
        | 'finish'
        | 'stop'
        | 'engineDies'
        | 'acceptAll'
        | 'discardAll';
      readonly file: number;
    }
  | { readonly kind: 'writeOutside'; readonly file: number; readonly at: number; readonly isRevert: boolean }
  | { readonly kind: 'reload' | 'crash'; readonly backup: Backup }
  | { readonly kind: 'turns'; readonly count: number }
  | { readonly kind: 'pause' };

export type EditingActionInFile = Extract<EditingAction, { readonly file: number }>;

const file = fc.nat({ max: 1 });
const share = fc.nat({ max: 99 });
const backup = fc.constantFrom('atOnce' as const, 'later' as const, 'none' as const);
const oneOf = <Kind extends string>(...kinds: readonly Kind[]) => fc.constantFrom(...kinds);

export const editingAction: fc.Arbitrary<EditingAction> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: oneOf('type'),
      file,
      at: share,
      removed: fc.constantFrom(0, 0, 0, 1, 9),
      text: oneOf('mark', 'mark', 'line', 'newline', 'nothing'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: oneOf('rewrite', 'propose', 'propose'),
      file,
      from: share,
      count: fc.integer({ min: 0, max: 6 }),
      fates: fc.array(oneOf('keep', 'replace', 'drop', 'add'), { minLength: 6, maxLength: 6 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: oneOf('say'), file, characters: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: oneOf('finish'), file }) },
  { weight: 5, arbitrary: fc.record({ kind: oneOf('accept', 'discard'), file, pick: fc.nat({ max: 5 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: oneOf('acceptAll', 'discardAll', 'save', 'stop', 'engineDies'), file }),
  },
  { weight: 5, arbitrary: fc.record({ kind: oneOf('undo', 'undo', 'redo'), file }) },
  { weight: 3, arbitrary: fc.record({ kind: oneOf('closeAndReopen', 'hide', 'show', 'rename'), file }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: oneOf('writeOutside'), file, at: share, isRevert: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: oneOf('reload', 'crash'), backup }) },
  { weight: 6, arbitrary: fc.record({ kind: oneOf('turns'), count: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: oneOf('pause') }) },
);
