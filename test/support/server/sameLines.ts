// The same lines from a server as from this machine, with the same weights on both sides. Must not know which product.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../../../engine/llama/backend.ts';
import { loadModel } from '../../../engine/llama/loadModel.ts';
import { loadVocabulary } from '../../../engine/llama/loadVocabulary.ts';
import type { CompleteParams } from '../../../engine/protocol/protocol.ts';
import { connectServer } from '../../../engine/remote/connectServer.ts';
import type { ServerError } from '../../../engine/remote/serverError.ts';

const before =
  'export function sum(values: number[]): number {\n  let total = 0;\n  for (const value of values) {\n    ';
const after = '\n  }\n  return total;\n}\n';
/** At the start of a line, inside words, and inside characters of several tokens. */
const typedTexts = ['', 'tot', 'total +', 'const 日', 'const emoji = "🪿'];

interface Server {
  readonly url: string;
  readonly key?: string;
  /** How long it may say nothing, where that is longer than usual. */
  readonly silenceMs?: number;
}

export function askAfter(typed: string, more: Partial<CompleteParams> = {}): CompleteParams {
  return {
    documentUri: 'file:///sum.ts',
    languageId: 'typescript',
    before: before + typed,
    after,
    purpose: 'keystroke',
    forcedText: '',
    maxLines: 1,
    maxTokens: 32,
    ...more,
  };
}

export function serviceOn(backend: InferenceBackend): CompletionService {
  return new CompletionService(backend, new Scheduler(() => backend.interrupt()), () => performance.now());
}

export async function connectTo(
  { silenceMs, ...server }: Server,
  modelPath: string,
  onTrouble: (error: ServerError) => void = () => {},
) {
  return await connectServer(
    server,
    { modelPath, contextTokens: 1024 },
    {
      loadVocabulary: (path) => loadVocabulary(path, () => {}),
      now: () => performance.now(),
      onTrouble,
      onWell: () => {},
      ...(silenceMs === undefined ? {} : { silenceMs }),
    },
  );
}

/** Odds may differ by the rounding of another quantization. */
export async function assertSameLines(server: Server, modelPath: string, oddsApart: number): Promise<void> {
  const remote = await connectTo(server, modelPath);
  const local = await loadModel({ modelPath, contextTokens: 1024, sequences: 2, threads: 0 }, () => {});
  try {
    const there = serviceOn(remote);
    const here = serviceOn(local);
    for (const typed of typedTexts) {
      const theirs = await there.complete('a', askAfter(typed)).result;
      const ours = await here.complete('a', askAfter(typed)).result;
      assert.ok(theirs.kind === 'shown' && ours.kind === 'shown', `${typed}: ${theirs.kind}, ${ours.kind}`);
      assert.equal(theirs.value.text, ours.value.text, typed);
      for (const [index, { probability }] of ours.value.tokens.entries()) {
        const other = theirs.value.tokens[index]?.probability ?? 0;
        assert.ok(
          Math.abs(other - probability) < oddsApart,
          `${typed}, token ${index}: ${other} for ${probability}`,
        );
      }
    }
  } finally {
    await local.dispose();
    await remote.dispose();
  }
}
