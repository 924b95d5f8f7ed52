// A conversation about code: its questions, what has come of the answers, and the prompt of the next one. Pure but for
// its own state. Must not know how it is shown.

import type { CodePlace, Prompt } from '../asking/prompt.ts';
import {
  askMessages,
  type ExplainedDefinition,
  explainMessages,
  shownCode,
} from '../asking/questionPrompts.ts';

export interface Turn {
  /** As it is shown; an explanation has none of its own. */
  readonly question: string;
  readonly answer: string;
  readonly state: 'answering' | 'complete' | 'stopped' | 'failed';
  /** Why there is no more of it. */
  readonly note: string;
}

export class Conversation {
  private readonly place: CodePlace;
  private readonly explained: { readonly definition: ExplainedDefinition | undefined } | undefined;
  private readonly all: Turn[] = [];
  /** Code to be read along with the next question. */
  private attached: CodePlace[] = [];
  /** What was read along with each question. */
  private readonly read: string[] = [];

  /** An explanation's first question is not the user's. */
  constructor(place: CodePlace, explained?: { readonly definition: ExplainedDefinition | undefined }) {
    this.place = place;
    this.explained = explained;
  }

  get turns(): readonly Turn[] {
    return this.all;
  }

  /** Begins an answer and gives its prompt. What was answered before stands in front, word by word. */
  begin(question: string): Prompt {
    const along = this.attached.map((place) => shownCode(place)).join('');
    this.attached = [];
    const isAnswered = (_: unknown, index: number) => this.all[index]?.answer !== '';
    const readBefore = this.read.filter(isAnswered);
    const earlier = this.all
      .filter(isAnswered)
      .map((turn, index) => ({ ...turn, question: (readBefore[index] ?? '') + turn.question }));
    this.read.push(along);
    this.all.push({ question, answer: '', state: 'answering', note: '' });
    if (this.explained === undefined)
      return askMessages({ ...this.place, question: along + question, earlier });
    const explanation = explainMessages(this.place, this.explained.definition);
    if (earlier.length === 0) return explanation;
    const follow = askMessages({ ...this.place, question: along + question, earlier });
    const [system, first] = explanation.messages;
    if (system === undefined || first === undefined) return follow;
    return { ...follow, messages: [system, first, ...follow.messages.slice(2)] };
  }

  /** The file or symbol is read along with the next question. */
  attach(place: CodePlace): void {
    this.attached.push(place);
  }

  add(text: string): void {
    this.replaceLast((turn) => ({ ...turn, answer: turn.answer + text }));
  }

  end(state: Exclude<Turn['state'], 'answering'>, note = ''): void {
    this.replaceLast((turn) => ({ ...turn, state, note }));
  }

  private replaceLast(change: (turn: Turn) => Turn): void {
    const last = this.all.pop();
    if (last !== undefined) this.all.push(change(last));
  }
}
