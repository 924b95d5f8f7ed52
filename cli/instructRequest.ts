// One rewrite or question on the command line: the request's shape, checked; the answer's shape; the road between.
// Must not know where requests come from.
import type { GenerateResult } from '../engine/protocol/chatProtocol.ts';
import { neverCancelled } from '../src/base/cancellation.ts';
import type { EngineClient } from '../src/client/engineClient.ts';
import { holdsPrivateKey, isSecretPath } from '../src/privacy/secretFiles.ts';
import { asksForRemoval } from '../src/rewrite/answers/answeredPart.ts';
import { cleanRewrite } from '../src/rewrite/answers/cleanRewrite.ts';
import type { CodePlace, Prompt } from '../src/rewrite/asking/prompt.ts';
import { askMessages } from '../src/rewrite/asking/questionPrompts.ts';
import { rewriteMessages } from '../src/rewrite/asking/rewritePrompt.ts';
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

export async function rewriteOnce(client: Answering, request: InstructRequest): Promise<InstructAnswer> {
  const place = placeOf(request);
  if (place.selection.trim() === '') return nothing('empty');
  const { instruction } = request;
  const prompt = rewriteMessages({ ...place, instruction });
  const mayRemove = asksForRemoval(instruction);
  return await answerWith(client, request, prompt, (text, finishReason) => {
    const clean = cleanRewrite(text, finishReason, { ...place, mayRemove });
    return clean.kind === 'rewrite' ? { text: clean.text } : { text: '', reason: clean.kind };
  });
}

export async function askOnce(client: Answering, request: InstructRequest): Promise<InstructAnswer> {
  const prompt = askMessages({ ...placeOf(request), question: request.instruction, earlier: [] });
  return await answerWith(client, request, prompt, (text) => ({ text: text.trim() }));
}

type Shown = Extract<GenerateResult, { kind: 'shown' }>['value'];

async function answerWith(
  client: Answering,
  request: InstructRequest,
  prompt: Prompt,
  clean: (text: string, reason: Shown['finishReason']) => { readonly text: string; readonly reason?: string },
): Promise<InstructAnswer> {
  if (isSecretPath(request.path) || holdsPrivateKey(request.document)) return nothing('secretFile');
  const params = { ...prompt, generationId: 'cli', conversation: 'cli' };
  const outcome = await client.generate(params, () => {}, neverCancelled);
  if (outcome.kind !== 'shown') return nothing(outcome.reason);
  const { text, finishReason, counters, timings } = outcome.value;
  const ms = { prefill: timings.prefillMs, decode: timings.decodeMs, total: timings.totalMs };
  return { reason: finishReason, ...clean(text, finishReason), tokens: counters, ms };
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
