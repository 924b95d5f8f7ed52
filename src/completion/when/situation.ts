// The one road from "a suggestion is asked for here" to "nothing is asked for, because", or to the text at the cursor.
// For the provider, the command line and "why nothing" alike. Must not know VS Code, engines or waiting.
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type { DocumentSnapshot, TextKind } from '../../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import type { Settings } from '../../settings/settings.ts';
import { type Place, placeAt, type SelectedItem } from '../place/place.ts';
import { type Surroundings, surroundings } from '../place/surroundings.ts';
import { refuseDocument, refuseLine } from './trigger.ts';

/** A document and a place in it, as the editor tells of them before the text is read. */
export interface AskedPlace {
  readonly uri: string;
  readonly languageId: string;
  /** Reads the document as it is now; called after the rules that need no text have let the request pass. */
  readonly snapshot: () => DocumentSnapshot;
  readonly documentLength: number;
  readonly scheme: string;
  readonly hasWritableFiles?: boolean;
  readonly isReadOnly: boolean;
  readonly offset: number;
  readonly isManual: boolean;
  readonly cursorCount: number;
  readonly selected: SelectedItem | undefined;
}

export interface Switches extends Pick<Settings, 'enable' | 'inCommentsAndStrings'> {
  readonly isSnoozed: boolean;
}

export interface SituationParts {
  readonly privacy: Pick<DocumentPrivacy, 'refusal'>;
  readonly kindAt: (document: DocumentSnapshot, offset: number) => TextKind;
  /** A suggestion was accepted to its end here, nothing has been typed since, and nothing is left of it. */
  readonly isJustAccepted: (place: Place) => boolean;
}

/** What stands where a suggestion may be asked for. */
export interface OpenPlace {
  readonly kind: 'open';
  readonly document: DocumentSnapshot;
  readonly place: Place;
  readonly around: Surroundings;
}

export type Situation = OpenPlace | { readonly kind: 'refused'; readonly reason: SilentReason };

/** `rulesNotRead` passes once the rules have been read; see `DocumentPrivacy.rulesRead`. */
export function situationOf(asked: AskedPlace, switches: Switches, parts: SituationParts): Situation {
  const { uri, offset, isManual } = asked;
  const { enable: isEnabled, inCommentsAndStrings } = switches;
  const refusal = refuseDocument({ ...asked, ...switches, isEnabled }) ?? parts.privacy.refusal(uri);
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  const document = asked.snapshot();
  const place = placeAt(document, offset, asked.selected);
  const around = surroundings(place.text, place.offset, place.afterOffset);
  const asksKind = !isManual && inCommentsAndStrings !== 'both';
  const reason =
    parts.privacy.refusal(uri, document.text) ??
    refuseLine({
      ...around,
      languageId: asked.languageId,
      isManual,
      inCommentsAndStrings,
      textKind: asksKind ? parts.kindAt(document, place.offset) : 'unknown',
      isJustAccepted: parts.isJustAccepted(place),
    });
  return reason === undefined ? { kind: 'open', document, place, around } : { kind: 'refused', reason };
}
