// Samples from the evaluation's packages: code that is newer than the model, asked once a line.
// Must not know what is learned from them.

import { CompletionService } from '../../engine/completion/completionService.ts';
import { KvCache } from '../../engine/computing/kvCache.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import { answerOf } from '../../src/completion/answers/adoptedAnswer.ts';
import { budgetFor } from '../../src/completion/asking/contextBudget.ts';
import { maxTokens } from '../../src/completion/asking/engineQuestions.ts';
import { lexisOf } from '../../src/completion/cleanup/lexis.ts';
import { placeAt } from '../../src/completion/place/place.ts';
import { surroundings } from '../../src/completion/place/surroundings.ts';
import { beginningsOf } from '../../src/completion/showing/beginnings.ts';
import { breaksSyntax } from '../../src/completion/showing/gate.ts';
import { shownTextOf, syntaxErrorsWith, unknownNamesOf } from '../../src/completion/showing/gateQuestion.ts';
import { type Suggestion, suggestionOf } from '../../src/completion/showing/suggestion.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import type { EvaluationCase } from '../evaluation/cases.ts';
import type { PackageSources } from '../evaluation/corpus.ts';
import { filesAround } from '../evaluation/filesAround.ts';
import { isSameLine } from '../evaluation/metrics.ts';
import type { Sample } from './sample.ts';

export class CorpusSampler {
  private readonly backend: InferenceBackend;
  private readonly context: ScopeContext;
  private readonly sources: readonly PackageSources[];
  private readonly cache: KvCache;

  constructor(backend: InferenceBackend, context: ScopeContext, sources: readonly PackageSources[]) {
    this.backend = backend;
    this.context = context;
    this.sources = sources;
    this.cache = new KvCache(backend);
  }

  /** Of all that could be shown of the answer; none when nothing would be shown, gate or not. */
  async samples(
    { id, before, after, file, restOfLine }: EvaluationCase,
    question: number,
  ): Promise<readonly Sample[]> {
    const { languageId } = file;
    const document = { uri: id, languageId, version: 1, text: before + after };
    const others = filesAround(this.sources, file);
    await this.context.prepare(languageId);
    this.context.parseAhead(document);
    const completion = await this.complete(document, before, after, others);
    const place = placeAt(document, before.length, undefined);
    const around = surroundings(place.text, place.offset);
    const answer = answerOf(completion, '', around, { languageId });
    const sampleOf = (suggestion: Suggestion): Sample => {
      const judged = { answer, suggestion, document, place, lineBefore: around.lineBefore };
      const errors = syntaxErrorsWith(judged, this.context);
      const line = suggestion.text.split('\n')[0] ?? '';
      const isBegun =
        restOfLine.startsWith(line) && !/^\w\w/.test(line.slice(-1) + restOfLine.slice(line.length));
      return {
        source: languageId,
        question,
        ...shownTextOf(judged),
        unknownNames: unknownNamesOf(
          judged,
          others.map((other) => other.text),
        ),
        breaksSyntax: errors === 'unknown' ? undefined : breaksSyntax(errors),
        isRight: suggestion.isBeginning === true ? isBegun : isSameLine(line, restOfLine),
      };
    };
    const shownUpTo = (end: number) =>
      suggestionOf(answer.text.slice(0, end), place, around, { languageId }, 'engine');
    const whole = shownUpTo(answer.text.length);
    if (whole.kind !== 'shown') return [];
    const beginnings = beginningsOf(answer, around, lexisOf(languageId)).flatMap((end) => {
      const outcome = shownUpTo(end);
      return outcome.kind === 'shown' ? [sampleOf({ ...outcome.value, isBeginning: true })] : [];
    });
    const samples = [sampleOf(whole.value), ...beginnings];
    this.context.close(document.uri);
    return samples;
  }

  private async complete(
    document: {
      readonly uri: string;
      readonly languageId: string;
      readonly version: number;
      readonly text: string;
    },
    before: string,
    after: string,
    others: readonly { readonly path: string; readonly text: string }[],
  ) {
    const { uri, languageId } = document;
    const service = new CompletionService(this.backend, new Scheduler(), () => performance.now(), {
      cache: this.cache,
    });
    const own = [before.slice(0, before.lastIndexOf('\n') + 1), after];
    const references = others.map(({ path, text }) => ({ uri: path, text }));
    await service.refer('case', { documentUri: uri, own, others: references }).result;
    const window = this.context.windowAt(document, before.length, budgetFor(undefined));
    const outcome = await service.complete('case', {
      documentUri: uri,
      languageId,
      before: window.before,
      after: window.after,
      forcedText: '',
      maxLines: 1,
      maxTokens,
      purpose: 'keystroke',
    }).result;
    if (outcome.kind !== 'shown') throw new Error(`The engine answered ${outcome.kind}: ${outcome.reason}.`);
    return outcome.value;
  }
}
