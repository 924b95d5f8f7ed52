// One completion on the command line: the request's shape, checked; the answer's shape; the road between.
// Must not know where requests come from.
import type { Completion, GeneratedToken, Outcome, SilentReason } from '../engine/protocol/protocol.ts';
import { neverCancelled } from '../src/base/cancellation.ts';
import { cleanAnswer } from '../src/completion/answers/cleanAnswer.ts';
import { withoutBrokenLine } from '../src/completion/answers/statementCut.ts';
import { budgetFor } from '../src/completion/asking/contextBudget.ts';
import { maxTokens } from '../src/completion/asking/engineQuestions.ts';
import { extentToAskFor, lineMode } from '../src/completion/asking/extent.ts';
import { type Situation, situationOf } from '../src/completion/when/situation.ts';
import type { DocumentSnapshot } from '../src/context/window/contextWindow.ts';
import { holdsPrivateKey, isSecretPath } from '../src/privacy/secretFiles.ts';
import type { CliSession } from './cliSession.ts';
import { fieldsOf } from './jsonLines.ts';

export interface CompleteRequest {
  readonly path: string;
  readonly languageId: string;
  readonly before: string;
  readonly after: string;
  /** Milliseconds that a cold prompt may take. */
  readonly budgetMs?: number;
  readonly maxLines?: number;
}

export interface CompleteAnswer {
  readonly text: string;
  /** What the model wrote, before clean-up; of several lines those that are whole. */
  readonly raw: string;
  readonly kind: Outcome<unknown>['kind'];
  readonly reason: string;
  /** Geometric mean of the chosen tokens' probabilities; 0 without tokens. */
  readonly confidence: number;
  readonly tokens: { readonly reused: number; readonly evaluated: number; readonly generated: number };
  readonly ms: {
    readonly queue: number;
    readonly context: number;
    readonly prefill: number;
    readonly decode: number;
    readonly total: number;
  };
}

/** Without an editor there is no idle time in which a longer prompt could be made ready. */
const usualBudgetMs = 1000;
/** The window was measured for the budget in characters; its tokens are counted with some room. */
const coldShare = 1.5;

/** @throws Error naming the first field that is missing or of the wrong type. */
export function parseRequest(line: string): CompleteRequest {
  const { text, value } = fieldsOf(line);
  const number = (name: string): number | undefined => {
    const field = value(name);
    if (field === undefined) return undefined;
    if (typeof field !== 'number' || !(field > 0)) throw new Error(`"${name}" must be a positive number.`);
    return field;
  };
  const budgetMs = number('budgetMs');
  const maxLines = number('maxLines');
  return {
    path: text('path'),
    languageId: text('languageId'),
    before: text('before'),
    after: text('after'),
    ...(budgetMs === undefined ? {} : { budgetMs }),
    ...(maxLines === undefined ? {} : { maxLines }),
  };
}

export async function completeOnce(session: CliSession, request: CompleteRequest): Promise<CompleteAnswer> {
  const startMs = performance.now();
  const { path: uri, languageId, before, after } = request;
  const document = { uri, languageId, version: 1, text: before + after };
  const situation = situationAt(document, before.length);
  if (situation.kind === 'refused') return silent(situation.reason, performance.now() - startMs);
  const { around } = situation;
  const mostLines = request.maxLines ?? 1;
  await session.context.prepare(languageId);
  session.context.parseAhead(document);
  const budgetMs = request.budgetMs ?? usualBudgetMs;
  const budget = budgetFor(session.loaded.speed, budgetMs);
  await session.surrounding.refer(document, before.length, neverCancelled);
  const window = session.context.windowAt(document, before.length, budget);
  const contextMs = performance.now() - startMs;
  const params = {
    documentUri: uri,
    languageId,
    before: window.before,
    after: window.after,
    coldPrefillMs: coldShare * budgetMs,
    purpose: 'keystroke' as const,
    forcedText: '',
    ...extentToAskFor(around, true, mostLines),
    // What was asked for is what is meant, whole statement or not.
    ...(lineMode(around, true) === 'single' ? {} : { maxLines: mostLines }),
    maxTokens,
  };
  const outcome = await session.client.complete(params, neverCancelled);
  const totalMs = performance.now() - startMs;
  if (outcome.kind !== 'shown')
    return { ...silent('emptyAnswer', totalMs), kind: outcome.kind, reason: outcome.reason };
  const raw = withoutBrokenLine(outcome.value);
  const clean = cleanAnswer(raw, around, { languageId });
  const measured = {
    raw,
    ...measurements(outcome.value, contextMs, totalMs),
    confidence: confidenceOf(outcome.value.tokens),
  };
  if (clean.kind === 'silent') return { text: '', kind: 'silent', reason: clean.reason, ...measured };
  return { text: clean.suggestion.text, kind: 'shown', reason: outcome.value.finishReason, ...measured };
}

/** As by hand in an editor; of the rules for hidden files only those that need no folder. */
function situationAt(document: DocumentSnapshot, offset: number): Situation {
  const { uri, languageId, text } = document;
  return situationOf(
    {
      uri,
      languageId,
      snapshot: () => document,
      documentLength: text.length,
      scheme: 'file',
      isReadOnly: false,
      offset,
      isManual: true,
      cursorCount: 1,
      selected: undefined,
    },
    { enable: true, isSnoozed: false, inCommentsAndStrings: 'both' },
    {
      privacy: {
        refusal: (path, known = '') =>
          isSecretPath(path) || holdsPrivateKey(known) ? 'secretFile' : undefined,
      },
      kindAt: () => 'unknown',
      isJustAccepted: () => false,
    },
  );
}

function silent(reason: SilentReason, totalMs: number): CompleteAnswer {
  const ms = { queue: 0, context: 0, prefill: 0, decode: 0, total: totalMs };
  return {
    text: '',
    raw: '',
    kind: 'silent',
    reason,
    confidence: 0,
    tokens: { reused: 0, evaluated: 0, generated: 0 },
    ms,
  };
}

function measurements({ counters, timings }: Completion, contextMs: number, totalMs: number) {
  const { queueMs, tokenizeMs, prefillMs, decodeMs } = timings;
  const ms = {
    queue: queueMs,
    context: contextMs + tokenizeMs,
    prefill: prefillMs,
    decode: decodeMs,
    total: totalMs,
  };
  return { tokens: counters, ms };
}

export function confidenceOf(tokens: readonly GeneratedToken[]): number {
  if (tokens.length === 0) return 0;
  const logSum = tokens.reduce((sum, token) => sum + Math.log(Math.max(token.probability, 1e-9)), 0);
  return Math.exp(logSum / tokens.length);
}
