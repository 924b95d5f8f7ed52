// One rewrite or question on the command line: the request's shape, checked; the answer's shape; the road between.
// Must not know where requests come from.
import { neverCancelled } from '../src/base/cancellation.ts';
import type { EngineClient } from '../src/client/engineClient.ts';
import type { Grammar } from '../src/context/syntax/grammars.ts';
import { holdsPrivateKey, isSecretPath } from '../src/privacy/secretFiles.ts';
import type { CodePlace, Prompt } from '../src/rewrite/asking/prompt.ts';
import { askMessages } from '../src/rewrite/asking/questionPrompts.ts';
import type { Answered } from '../src/rewrite/frame/frame.ts';
import { type FramedRewrite, framedRewrite, nothingAnswered } from '../src/rewrite/frame/framedRewrite.ts';
import { fieldsOf } from './jsonLines.ts';

export interface InstructRequest {
  readonly path: string;
  readonly languageId: string;
  readonly document: string;
  /** Offsets in UTF-16 units. */
  readonly selection: readonly [start: number, end: number];
  /** What to do, or what to answer. */
  readonly instruction: string;
}

export interface InstructAnswer {
  /** What replaces the selection, or the answer; empty when there is none. */
  readonly text: string;
  /** Why generation ended, or why there is no text. */
  readonly reason: string;
  readonly tokens: { readonly reused: number; readonly evaluated: number; readonly generated: number };
  readonly ms: { readonly prefill: number; readonly decode: number; readonly total: number };
}

/** Where syntax is not known, less is checked. */
export interface GrammarSource {
  prepare(languageId: string): Promise<void>;
  grammarOf(languageId: string): Grammar | undefined;
}

const noGrammars: GrammarSource = { prepare: () => Promise.resolve(), grammarOf: () => undefined };

type Answering = Pick<EngineClient, 'generate'>;

/** @throws Error naming the first field that is missing or of the wrong type. */
export function parseInstruction(line: string): InstructRequest {
  const { text, value } = fieldsOf(line);
  const document = text('document');
  return {
    path: text('path'),
    languageId: text('languageId'),
    document,
    selection: range(value('selection'), document.length),
    instruction: text('instruction'),
  };
}

function range(value: unknown, length: number): [number, number] {
  const [start, end] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const isRange =
    Number.isInteger(start) && Number.isInteger(end) && 0 <= Number(start) && Number(start) <= Number(end);
  if (!isRange || Number(end) > length)
    throw new Error('"selection" must be [start, end], offsets in the document.');
  return [Number(start), Number(end)];
}

/** Where an answer is not what was asked for, it is asked once more. */
export async function rewriteOnce(
  client: Answering,
  request: InstructRequest,
  grammars: GrammarSource = noGrammars,
): Promise<InstructAnswer> {
  const place = placeOf(request);
  if (place.selection.trim() === '') return nothing('empty');
  await grammars.prepare(place.languageId);
  const first = framedRewrite(place, request.instruction, grammars.grammarOf(place.languageId));
  return await rewriteWith(client, request, first);
}

async function rewriteWith(
  client: Answering,
  request: InstructRequest,
  { prompt, clean, again }: FramedRewrite,
): Promise<InstructAnswer> {
  let next: FramedRewrite | undefined;
  const cleaned = (answered: Answered) => {
    const result = clean(answered);
    if (result.kind === 'rewrite') return { text: result.text };
    if (result.kind === 'notAsked') next = again(answered.text, result.complaint);
    return { text: '', reason: result.kind };
  };
  if (prompt === undefined) return { ...nothing('endOfText'), ...cleaned(nothingAnswered) };
  const answer = await answerWith(client, request, prompt, cleaned);
  return next === undefined ? answer : await rewriteWith(client, request, next);
}

export async function askOnce(client: Answering, request: InstructRequest): Promise<InstructAnswer> {
  const prompt = askMessages({ ...placeOf(request), question: request.instruction, earlier: [] });
  return await answerWith(client, request, prompt, ({ text }) => ({ text: text.trim() }));
}

async function answerWith(
  client: Answering,
  request: InstructRequest,
  prompt: Prompt,
  clean: (answered: Answered) => { readonly text: string; readonly reason?: string },
): Promise<InstructAnswer> {
  if (isSecretPath(request.path) || holdsPrivateKey(request.document)) return nothing('secretFile');
  const params = { ...prompt, generationId: 'cli', conversation: 'cli' };
  const outcome = await client.generate(params, () => {}, neverCancelled);
  if (outcome.kind !== 'shown') return nothing(outcome.reason);
  const { finishReason, counters, timings } = outcome.value;
  const ms = { prefill: timings.prefillMs, decode: timings.decodeMs, total: timings.totalMs };
  return { reason: finishReason, ...clean(outcome.value), tokens: counters, ms };
}

function placeOf({ path, languageId, document, selection: [start, end] }: InstructRequest): CodePlace {
  return {
    path,
    languageId,
    before: document.slice(0, start),
    selection: document.slice(start, end),
    after: document.slice(end),
  };
}

function nothing(reason: string): InstructAnswer {
  return {
    text: '',
    reason,
    tokens: { reused: 0, evaluated: 0, generated: 0 },
    ms: { prefill: 0, decode: 0, total: 0 },
  };
}
