// Where a reported problem is mended: the region that may change, and the place in it that is meant. Pure; shared by the
// editor and the bench. Must not know what is written there.
import type { TextRange } from '../../base/ranges.ts';
import { type FindBlocks, fixTarget } from '../run/targets.ts';
import { placeOfMissing } from './missingSign.ts';

export interface ReportedPlace {
  readonly reported: TextRange;
  readonly message: string;
  readonly languageId: string;
}

export interface FixPlace {
  /** Whole lines, also those between the place and where it is reported. */
  readonly region: TextRange;
  readonly meant: TextRange;
}

export function fixPlace(
  text: string,
  { reported, message, languageId }: ReportedPlace,
  findBlocks: FindBlocks,
): FixPlace {
  const meant = placeOfMissing(text, reported, message, languageId);
  const both = { startOffset: meant.startOffset, endOffset: reported.endOffset };
  return { region: fixTarget(text, both, findBlocks), meant };
}
