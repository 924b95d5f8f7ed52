// An answer that is partly given: what is forced, what the model fills in, and the code that follows from both. Pure.
// Must not know which action it is for.
import type { FilledHole, FormPart, Hole } from '../../../engine/protocol/chatProtocol.ts';
import { mostTokensOf } from '../asking/codeTokens.ts';

/** A hole with what becomes of its text; the code of a form is that of its pieces in a row. */
export interface FormHole {
  readonly hole: Hole;
  /** What stands in the code for it. */
  readonly put: (filled: FilledHole) => string;
}

/** Text that the model is shown and that the code has; or text that only the model is shown; or a hole. */
export type FormPiece = string | { readonly shown: string; readonly put: string } | FormHole;

export interface Form {
  readonly pieces: readonly FormPiece[];
}

export function formParts({ pieces }: Form): readonly FormPart[] {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return { text: piece };
    return 'hole' in piece ? { hole: piece.hole } : { text: piece.shown };
  });
}

export function holeCount({ pieces }: Form): number {
  return pieces.filter((piece) => typeof piece === 'object' && 'hole' in piece).length;
}

export function tokensOf({ pieces }: Form): number {
  const tokens = pieces.map((piece) => {
    if (typeof piece === 'object' && 'hole' in piece) return piece.hole.maxTokens;
    const text = typeof piece === 'string' ? piece : piece.shown;
    return mostTokensOf(text);
  });
  return tokens.reduce((sum, count) => sum + count, 0);
}

/** The code of a form that is filled in; holes that nothing came for count as empty. */
export function filledForm({ pieces }: Form, holes: readonly FilledHole[]): string {
  let next = 0;
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (!('hole' in piece)) return piece.put;
      const filled = holes[next++];
      return filled === undefined ? '' : piece.put(filled);
    })
    .join('');
}

/** One line of words that the model wrote, without blanks around. */
export function oneLine({ text }: FilledHole): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

export interface Insertion {
  readonly offset: number;
  readonly pieces: readonly FormPiece[];
}

/** Code with pieces put in at offsets; what has no place of its own behind the last one is left out where not needed. */
export function withInsertions(code: string, insertions: readonly Insertion[]): Form {
  const pieces: FormPiece[] = [];
  let from = 0;
  for (const insertion of insertions.toSorted((a, b) => a.offset - b.offset)) {
    if (insertion.offset > from) pieces.push(code.slice(from, insertion.offset));
    pieces.push(...insertion.pieces);
    from = insertion.offset;
  }
  if (from < code.length) pieces.push(code.slice(from));
  return { pieces };
}
