// llama.vscode 0.0.63 in real time: real requests to `/infill`, one after the other, its own answers found again, and what
// follows a suggestion computed beside. Left out is the code of elsewhere that it adds to prompts, which cost more.
// Must not know who types, nor Hearth's rules.
import { setTimeout as pause } from 'node:timers/promises';
import { askInfill } from '../infillLayout.ts';
import { isAskedFor, PeerAnswers, type PeerPlace, peerPlace, peerShows } from '../replay/peerAnswers.ts';
import type { Answering, KeyEnd } from './answering.ts';

/** It looks so often whether the request before has come back. */
const lookMs = 150;

export class PeerAnswering implements Answering {
  private readonly url: string;
  private readonly answers = new PeerAnswers();
  private newest = 0;
  private isAsking = false;

  constructor(url: string) {
    this.url = url;
  }

  /** Going somewhere asks for nothing. */
  visit(): void {
    this.newest++;
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  async key(text: string, offset: number, show: (text: string | undefined) => void): Promise<KeyEnd> {
    this.newest++;
    const own = this.newest;
    const isOvertaken = () => own !== this.newest;
    while (this.isAsking) {
      await pause(lookMs);
      if (isOvertaken()) return 'overtaken';
    }
    const place = peerPlace(text, offset);
    if (!isAskedFor(place)) {
      show(undefined);
      return 'decided';
    }
    // What is under way is not given up: its answer is kept for the keys that follow.
    const answer = this.answers.find(place) ?? (await this.ask(place));
    const shown = peerShows(answer, place);
    if (isOvertaken()) return 'overtaken';
    show(shown);
    if (shown !== undefined && isAtLineEnd(place)) this.lookAhead(place, shown);
    return 'decided';
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private async ask(place: PeerPlace): Promise<string> {
    this.isAsking = true;
    try {
      return await this.fetched(place);
    } finally {
      this.isAsking = false;
    }
  }

  /** Beside whatever is asked next. */
  private lookAhead(place: PeerPlace, shown: string): void {
    const ahead = this.answers.placeAhead(place, shown);
    if (ahead === undefined) return;
    this.fetched(ahead).catch((error: unknown) => console.error(error));
  }

  private async fetched(place: PeerPlace): Promise<string> {
    const { content } = await askInfill(this.url, place.before + place.after, place.before.length);
    this.answers.keep(place, content);
    return content;
  }
}

function isAtLineEnd({ after }: PeerPlace): boolean {
  return /^[^\S\n]*(?:\n|$)/.test(after);
}
