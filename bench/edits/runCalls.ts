// Asks the product's lane of broken calls, with the real model, for the arguments of mined episodes.
import type { CompletionService } from '../../engine/completion/completionService.ts';
import type { Completion } from '../../engine/protocol/protocol.ts';
import type { TextRange } from '../../src/base/ranges.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { callHoles } from '../../src/nextEdits/calls/brokenCalls.ts';
import { CallLane } from '../../src/nextEdits/calls/callLane.ts';
import { changedParameter } from '../../src/nextEdits/calls/changedParameter.ts';
import { type CallEpisode, wordsOf } from './callEpisodes.ts';

export interface CallResult {
  readonly episode: CallEpisode;
  readonly offset: number;
  readonly argument: readonly string[];
  /** What was offered there; undefined when nothing was. */
  readonly offered: string | undefined;
  readonly isRight: boolean;
  readonly answer: Pick<Completion, 'text' | 'tokens'> | undefined;
  readonly ms: number;
}

export async function runCalls(
  episode: CallEpisode,
  service: CompletionService,
  syntax: ScopeContext,
): Promise<CallResult[]> {
  const { text, languageId, resting, truths } = episode;
  const answers: { readonly before: string; readonly answer: Completion | undefined; readonly ms: number }[] =
    [];
  const sites = new Map<number, string>();
  const due: (() => void)[] = [];
  const errors = truths.map(({ offset }) => ({ startOffset: offset, endOffset: offset + 1 }));
  const uri = `file:///${episode.id}`;
  const lane = new CallLane({
    client: {
      status: { state: 'ready' },
      complete: async (params) => {
        const startMs = performance.now();
        const result = await service.complete(params.documentUri, params).result;
        const answer = result.kind === 'shown' ? result.value : undefined;
        answers.push({ before: params.before, answer, ms: performance.now() - startMs });
        return result;
      },
      closeDocument: (closed) => service.release((owner) => owner === closed),
    },
    factsIn: (document) => syntax.factsIn(document),
    // Without a server: every call with as many arguments as there were parameters, of those that the release changed.
    othersThan: () => [],
    errorsIn: () => errors,
    isSilenced: () => false,
    setTimer: (callback) => {
      due.push(callback);
      return { dispose: () => {} };
    },
    now: () => 0,
    log: { trace() {}, debug() {}, info() {}, warn: (line) => console.log(line), error() {} },
    onElsewhere: () => {},
    onCalls: (series) => {
      for (const { startOffset, newText } of series.sites) sites.set(startOffset, newText);
    },
  });
  lane.rested({ uri, languageId, version: 1, text }, resting);
  const asked = holesOf(episode, errors, syntax);
  for (const callback of due) callback();
  while (answers.length < asked) await new Promise((resolve) => setTimeout(resolve, 2));
  lane.dispose();
  return truths.flatMap(({ offset, argument }) => {
    const heard = answers.find(({ before }) =>
      text.slice(0, offset).endsWith(before.replace(/, $/, '').slice(-60)),
    );
    if (heard === undefined) return [];
    const offered = sites.get(offset);
    const words = offered === undefined ? [] : wordsOf(offered.replace(/^, |, $/g, ''));
    const isRight = words.join(' ') === argument.join(' ');
    return [{ episode, offset, argument, offered, isRight, answer: heard.answer, ms: heard.ms }];
  });
}

/** How many questions the lane will ask. */
function holesOf(
  { id, text, languageId, resting }: CallEpisode,
  errors: readonly TextRange[],
  syntax: ScopeContext,
) {
  const parameter = changedParameter(resting);
  const factsOf = syntax.factsIn({ uri: `file:///${id}`, languageId, version: 1, text });
  if (parameter === undefined || factsOf === undefined) return 0;
  return callHoles({ text, languageId, factsOf, isTooLate: () => false }, parameter, errors).length;
}
