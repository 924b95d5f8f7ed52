// Writes an answer that is given in parts: forced text is evaluated, holes are decoded, each where the other ends.
// Must not know messages or what the form is for.
import { type KvCache, prefillChunkTokens } from '../computing/kvCache.ts';
import type { JobTurn } from '../computing/scheduler.ts';
import type { Candidate, CandidateRequest, Vocabulary } from '../llama/backend.ts';
import type { FilledHole, FormPart, Hole } from '../protocol/chatProtocol.ts';
import { type ChatDecodeResult, ChatDecoder, greedyRequest } from './chatDecoder.ts';
import { allowedFirst } from './holeRules.ts';
import { InputDrafter } from './inputDrafter.ts';
import { otherBeginnings, saysTheSame } from './otherwise.ts';

/** Among so many the first token of a hole is looked for. */
const firstTokens = 400;
/** So many second choices are looked at for each token of an answer that may not be, */
const secondChoices = { ...greedyRequest, count: 8 };
/** and so many of them are tried. */
const maxOtherTries = 3;

export interface FormStart {
  readonly sequence: number;
  /** What follows the prompt, which ends with all that is forced before the first hole. */
  readonly candidates: readonly Candidate[];
  readonly form: readonly FormPart[];
  readonly endsAtRepeat?: boolean;
  readonly roomTokens: number;
}

/** The text that is forced before the first hole, and the rest. */
export function dividedForm(form: readonly FormPart[]): {
  readonly lead: string;
  readonly rest: readonly FormPart[];
} {
  const hole = form.findIndex((part) => 'hole' in part);
  const lead = hole === -1 ? form : form.slice(0, hole);
  return { lead: lead.map(textOf).join(''), rest: hole === -1 ? [] : form.slice(hole) };
}

/** What is to be asked for behind the forced text that a form's first hole follows. */
export function firstRequest(form: readonly FormPart[]): CandidateRequest {
  const [part] = form;
  return part !== undefined && 'hole' in part && isChoosy(part.hole)
    ? { ...greedyRequest, count: firstTokens }
    : greedyRequest;
}

export interface FormResult {
  readonly text: string;
  readonly holes: readonly FilledHole[];
  /** Decoded and forced, those before the first hole left out. */
  readonly tokens: readonly number[];
  readonly generated: number;
  readonly drafts: ChatDecodeResult['drafts'];
  readonly finish: ChatDecodeResult['finish'];
}

export class FormDecoder {
  private readonly cache: KvCache;
  private readonly vocabulary: Vocabulary;
  private readonly decoder: ChatDecoder;

  constructor(cache: KvCache, vocabulary: Vocabulary) {
    this.cache = cache;
    this.vocabulary = vocabulary;
    this.decoder = new ChatDecoder(cache, vocabulary);
  }

  /** `onText` hears what came since it was last called, what is forced included. */
  async decode(start: FormStart, turn: JobTurn, onText: (delta: string) => void): Promise<FormResult> {
    const { sequence, form } = start;
    const answer = new FormAnswer();
    let { candidates } = start;
    let room = start.roomTokens;
    for (const [index, part] of form.entries()) {
      if (!('hole' in part)) {
        answer.force(part.text);
        onText(part.text);
        continue;
      }
      if (answer.forced !== '') {
        const tokens = [...answer.unheld, ...this.vocabulary.tokenize(answer.forced)];
        answer.tokens.push(...tokens.slice(answer.unheld.length));
        room -= tokens.length;
        if (room < part.hole.maxTokens) return answer.end('contextFull');
        const appended = await this.append(sequence, tokens, firstRequest(form.slice(index)), turn);
        if ('stopped' in appended) return answer.end(appended);
        candidates = appended;
        answer.settle();
      }
      const filled = await this.fill(start, part.hole, candidates, room, turn, onText);
      answer.add(filled);
      if (typeof filled.finish === 'object' || filled.finish === 'contextFull')
        return answer.end(filled.finish);
      room -= filled.tokens.length;
      answer.leave(await this.rewind(sequence, filled));
    }
    return answer.end(undefined);
  }

  private async fill(
    { sequence, endsAtRepeat = false }: FormStart,
    hole: Hole,
    candidates: readonly Candidate[],
    roomTokens: number,
    turn: JobTurn,
    onText: (delta: string) => void,
  ): Promise<ChatDecodeResult> {
    const source = this.vocabulary.tokenize(hole.draftFrom ?? '');
    const first = isChoosy(hole)
      ? allowedFirst(candidates, hole, (token) => this.vocabulary.tokenBytes[token])
      : candidates;
    const decode: DecodeHole = async (begun, told) => {
      const drafter = new InputDrafter(source, hole.draftFrom !== undefined);
      const start = { sequence, candidates: first, begun, drafter, hole, endsAtRepeat, roomTokens };
      return await this.decoder.decode(start, turn, told);
    };
    if (hole.mayNotBe === undefined) return await decode([], onText);
    const filled = await decode([], () => {});
    const isSame = typeof filled.finish === 'string' && saysTheSame(filled.text, hole.mayNotBe);
    const other = isSame
      ? await this.otherwise(sequence, filled, first, hole.mayNotBe, decode, turn)
      : undefined;
    onText((other ?? filled).text);
    // Nothing of what was written first is held any more where nothing else would do.
    return other ?? (isSame ? { ...filled, held: 0 } : filled);
  }

  /** What the model would write if not this; undefined where it would not. */
  private async otherwise(
    sequence: number,
    { tokens, held }: ChatDecodeResult,
    first: readonly Candidate[],
    mayNotBe: string,
    decode: DecodeHole,
    turn: JobTurn,
  ): Promise<ChatDecodeResult | undefined> {
    await this.cache.dropLast(sequence, held);
    const candidates = [first];
    // What follows the last one is no part of it, and a full sequence has no room for it.
    const read = tokens.slice(0, -1);
    for (let start = 0; start < read.length; start += prefillChunkTokens) {
      const stopped = await turn.next();
      if (stopped !== undefined) return { ...nothingWritten, held: start, finish: { stopped } };
      const chunk = read.slice(start, start + prefillChunkTokens);
      candidates.push(...(await this.cache.appendEach(sequence, chunk, secondChoices)));
    }
    const interrupted = await turn.next();
    if (interrupted !== undefined)
      return { ...nothingWritten, held: read.length, finish: { stopped: interrupted } };
    const bytesOf = (token: number) => this.vocabulary.tokenBytes[token];
    const beginnings = otherBeginnings({ tokens, candidates }, bytesOf, maxOtherTries);
    // Each try shares its beginning with what was written, and the sequence holds that as far as the last one went.
    let shared = read.length;
    for (const { tokens: begun } of beginnings) {
      const wanted = begun.length - 1;
      await this.cache.dropLast(sequence, Math.max(shared - wanted, 0));
      const appended = await this.append(sequence, tokens.slice(shared, wanted), undefined, turn);
      if ('stopped' in appended) return { ...nothingWritten, held: 0, finish: appended };
      shared = wanted;
      const other = await decode(begun, () => {});
      if (typeof other.finish === 'object' || !saysTheSame(other.text, mayNotBe)) return other;
      await this.cache.dropLast(sequence, other.held - shared);
    }
    await this.cache.dropLast(sequence, shared);
    return undefined;
  }

  /** Takes back the tokens that reach beyond the hole's text. */
  private async rewind(sequence: number, { text, tokens, held }: ChatDecodeResult): Promise<Unheld> {
    const length = Buffer.byteLength(text);
    let bytes = 0;
    let whole = 0;
    for (const token of tokens) {
      const next = bytes + (this.vocabulary.tokenBytes[token]?.length ?? 0);
      if (next > length) break;
      bytes = next;
      whole++;
    }
    await this.cache.dropLast(sequence, Math.max(held - whole, 0));
    return {
      tokens: tokens.slice(Math.min(held, whole), whole),
      text: Buffer.from(text).subarray(bytes).toString(),
    };
  }

  private async append(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
    turn: JobTurn,
  ): Promise<readonly Candidate[] | Exclude<ChatDecodeResult['finish'], string>> {
    let candidates: readonly Candidate[] = [];
    for (let start = 0; start < tokens.length; start += prefillChunkTokens) {
      const stopped = await turn.next();
      if (stopped !== undefined) return { stopped };
      const isLast = start + prefillChunkTokens >= tokens.length;
      const chunk = tokens.slice(start, start + prefillChunkTokens);
      candidates = await this.cache.append(sequence, chunk, isLast ? request : undefined);
    }
    return candidates;
  }
}

function isChoosy({ startsWith, indentedBy, mayNotBe }: Hole): boolean {
  return startsWith !== undefined || indentedBy !== undefined || mayNotBe !== undefined;
}

/** Writes a hole that begins with these tokens. */
type DecodeHole = (begun: readonly number[], onText: (delta: string) => void) => Promise<ChatDecodeResult>;

const nothingWritten = { text: '', tokens: [], drafts: { proposed: 0, accepted: 0 } };

function textOf(part: FormPart): string {
  return 'hole' in part ? '' : part.text;
}

/** What of a hole the sequence does not hold yet: whole tokens, and text that ends inside of one. */
interface Unheld {
  readonly tokens: readonly number[];
  readonly text: string;
}

class FormAnswer {
  readonly tokens: number[] = [];
  /** Text that is still to be evaluated. */
  forced = '';
  unheld: readonly number[] = [];
  private text = '';
  private generated = 0;
  private proposed = 0;
  private accepted = 0;
  private readonly holes: FilledHole[] = [];
  private last: ChatDecodeResult['finish'] = 'endOfText';

  force(text: string): void {
    this.text += text;
    this.forced += text;
  }

  settle(): void {
    this.forced = '';
    this.unheld = [];
  }

  add({ text, tokens, drafts, finish }: ChatDecodeResult): void {
    this.text += text;
    this.tokens.push(...tokens);
    this.generated += tokens.length;
    this.proposed += drafts.proposed;
    this.accepted += drafts.accepted;
    this.last = finish;
    if (typeof finish === 'string') this.holes.push({ text, finishReason: finish });
  }

  leave({ tokens, text }: Unheld): void {
    this.unheld = tokens;
    this.forced = text;
  }

  end(finish: ChatDecodeResult['finish'] | undefined): FormResult {
    const { text, holes, tokens, generated, proposed, accepted } = this;
    return { text, holes, tokens, generated, drafts: { proposed, accepted }, finish: finish ?? this.last };
  }
}
