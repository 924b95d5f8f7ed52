// llama.vscode's rules: its prompt, its cache, what it cuts, what it computes ahead, and no gate. Warming and computing
// ahead cost it no time here, because they fall into pauses. Must not know Hearth's rules.
import type { Layout } from '../layouts.ts';
import { latencyMsOf } from './engineInProcess.ts';
import { isAskedFor, PeerAnswers, type PeerPlace, peerPlace, peerShows } from './peerAnswers.ts';
import type { Suggested, Suggester } from './suggester.ts';

export class PeerSuggester implements Suggester {
  readonly name = 'llama.vscode';
  private readonly layout: Layout;
  private readonly answers = new PeerAnswers();

  constructor(layout: Layout) {
    this.layout = layout;
  }

  /** Evaluates the prompt, of which the first key finds all that stands before it. */
  async begin(text: string, offset: number): Promise<void> {
    await this.layout.answer(text, offset);
  }

  change(): void {}

  pass(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async suggest(text: string, offset: number): Promise<Suggested> {
    const place = peerPlace(text, offset);
    if (!isAskedFor(place)) return { shown: undefined, source: 'none', latencyMs: 0, generatedTokens: 0 };
    const known = this.answers.find(place);
    if (known !== undefined)
      return { shown: shownAt(known, place), source: 'memory', latencyMs: 0, generatedTokens: 0 };
    const sample = await this.layout.answer(text, offset);
    this.answers.keep(place, sample.text);
    const shown = shownAt(sample.text, place);
    if (shown !== undefined) await this.lookAhead(place, shown.text);
    const { evaluatedTokens: evaluated, generatedTokens: generated } = sample;
    return {
      shown,
      source: 'engine',
      latencyMs: latencyMsOf({ evaluated, generated, reused: 0 }),
      generatedTokens: generated,
    };
  }

  private async lookAhead(place: PeerPlace, shown: string): Promise<void> {
    const ahead = this.answers.placeAhead(place, shown);
    if (ahead === undefined) return;
    const sample = await this.layout.answer(ahead.before + ahead.after, ahead.before.length);
    this.answers.keep(ahead, sample.text);
  }
}

function shownAt(answer: string, place: PeerPlace): Suggested['shown'] {
  const text = peerShows(answer, place);
  const { length } = place.before;
  return text === undefined ? undefined : { text, startOffset: length, endOffset: length };
}
