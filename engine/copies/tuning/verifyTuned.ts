// Loads an original and its tuned copy one after the other and holds their first tokens against each other.
// Must not know files or how models are loaded.

import { EngineError } from '../../base/engineError.ts';
import type { InferenceBackend, LoadBackend } from '../../llama/backend.ts';
import type { WorkEvents } from '../copyWork.ts';
import { type ComparedAnswer, compareAnswers } from './sameAnswers.ts';

const continuationTokens = 12;
/** Fewer would show nothing: nearly all tokens of these prompts' continuations are common ones. */
const leastComparedTokens = 12;
/** For a control token; no byte has the number of its first character. */
const endToken = '␃end';
/** Loading's share of the time that one of the two takes. */
const loadingShare = 0.5;
/** One thread: whoever sits before the machine keeps the others. */
const loadSize = { contextTokens: 256, sequences: 1, threads: 1 };

const prompts: readonly string[] = [
  'export function clamp(value: number, low: number, high: number): number {\n  return Math.',
  'def read_lines(path):\n    with open(path) as file:\n        return [line.strip() for line in ',
  'const names = users.filter((user) => user.active).map((user) => user.',
  'impl Stack {\n    pub fn new() -> Self {\n        Stack { items: Vec::',
  'func add(a int, b int) int {\n\treturn ',
  '<ul>\n  <li>One</li>\n  <li>Two</li>\n  ',
];

/** @throws EngineError `tunedModelDiffers`; rejects with the signal's reason when it is raised. */
export async function verifyTuned(
  originalPath: string,
  tunedPath: string,
  load: LoadBackend,
  { signal, onProgress }: WorkEvents,
): Promise<void> {
  const ask = async (modelPath: string, from: number) => {
    const report = (fraction: number) => onProgress(from + fraction / 2);
    const backend = await load({ ...loadSize, modelPath }, (fraction) => report(fraction * loadingShare));
    try {
      const answers = await answerAll(backend, signal, (fraction) =>
        report(loadingShare + fraction * (1 - loadingShare)),
      );
      return { answers, tokenBytes: backend.vocabulary.tokenBytes };
    } finally {
      await backend.dispose();
    }
  };
  const original = await ask(originalPath, 0);
  signal.throwIfAborted();
  const tuned = await ask(tunedPath, 0.5).catch((cause: unknown) => {
    const isUnfit = cause instanceof EngineError && cause.kind === 'modelInvalid';
    throw isUnfit ? differs('it cannot be loaded', { cause }) : cause;
  });
  const kept = new Set(tuned.tokenBytes.map(nameOf));
  const comparison = compareAnswers(original.answers, tuned.answers, (token) => kept.has(token));
  if (comparison.kind === 'different') {
    throw differs(`it continued ${JSON.stringify(comparison.prompt)} differently from its original`);
  }
  if (comparison.comparedTokens < leastComparedTokens) {
    throw differs(`only ${comparison.comparedTokens} of its tokens could be compared with its original's`);
  }
}

function differs(why: string, options?: ErrorOptions): EngineError {
  return new EngineError('tunedModelDiffers', `The tuned copy of the model was removed: ${why}.`, options);
}

async function answerAll(
  backend: InferenceBackend,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<ComparedAnswer[]> {
  const answers: ComparedAnswer[] = [];
  for (const prompt of prompts) {
    // Told after every token: on a busy machine, whoever waits wants to hear that this one still works.
    const report = (tokens: number) =>
      onProgress((answers.length + tokens / continuationTokens) / prompts.length);
    answers.push(await answer(backend, prompt, signal, report));
  }
  return answers;
}

async function answer(
  backend: InferenceBackend,
  prompt: string,
  signal: AbortSignal,
  onToken: (count: number) => void,
): Promise<ComparedAnswer> {
  const { tokenBytes } = backend.vocabulary;
  const promptTokens = backend.vocabulary.tokenize(prompt);
  const continuation: string[] = [];
  await backend.keepFirst(0, 0);
  let next: readonly number[] = promptTokens;
  while (continuation.length < continuationTokens) {
    signal.throwIfAborted();
    const [likeliest] = await backend.evaluate(0, next, { count: 1, boosted: [] });
    if (likeliest === undefined) throw new Error('The model gave no candidates.');
    const name = nameOf(tokenBytes[likeliest.token]);
    continuation.push(name);
    onToken(continuation.length);
    if (name === endToken) break;
    next = [likeliest.token];
  }
  return { prompt: promptTokens.map((token) => nameOf(tokenBytes[token])), continuation };
}

/** Bytes as the characters with their numbers: exact, unlike decoded text. */
function nameOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? endToken : String.fromCodePoint(...bytes);
}
