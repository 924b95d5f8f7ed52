// Samples from typed hunks: everything that the product could show at each key, judged by what was written next.
// Must not know what is learned from them.

import { breaksSyntax } from '../../src/completion/showing/gate.ts';
import {
  type Gate,
  shownTextOf,
  syntaxErrorsWith,
  unknownNamesOf,
} from '../../src/completion/showing/gateQuestion.ts';
import type { ContextSource } from '../../src/context/window/contextWindow.ts';
import { languageOf } from '../hunks/hunkSet.ts';
import { placeKindOf } from '../hunks/replayHunk.ts';
import { restOf, type Typing } from '../hunks/typist.ts';
import type { Sample } from './sample.ts';

/** Stands in the gate's place, and lets nothing pass. */
export class HunkSampler {
  readonly samples: Sample[] = [];
  private readonly context: Pick<ContextSource, 'syntaxErrors'>;
  private typing: Typing | undefined;
  private question = 0;

  constructor(context: Pick<ContextSource, 'syntaxErrors'>) {
    this.context = context;
  }

  readonly onPlace = (typing: Typing): void => {
    this.typing = typing;
  };

  private readonly record: Gate['refusal'] = (judged) => {
    const { suggestion, place } = judged;
    if (suggestion.isBeginning !== true) this.question++;
    if (this.typing !== undefined) {
      const errors = syntaxErrorsWith(judged, this.context);
      const text = suggestion.text.slice(place.offset - suggestion.startOffset);
      this.samples.push({
        source: languageOf(this.typing.hunk.languageId),
        place: placeKindOf(this.typing),
        question: this.question,
        ...shownTextOf(judged),
        unknownNames: unknownNamesOf(judged, []),
        breaksSyntax: errors === 'unknown' ? undefined : breaksSyntax(errors),
        isRight: begins(restOf(this.typing), text),
      });
    }
    return 'notConfident';
  };

  /** The longest first. */
  readonly gate: Gate = { worth: (judged) => shownTextOf(judged).characters, refusal: this.record };
}

function begins(rest: string, line: string): boolean {
  const isInWord = /[\p{L}\p{N}_]$/u.test(line) && /^[\p{L}\p{N}_]/u.test(rest.slice(line.length));
  return line !== '' && rest.startsWith(line) && !isInWord;
}
