// Samples from the evaluation's packages: code that is newer than the model, asked once a line.
// Must not know what is learned from them.
import type { InferenceBackend } from '../../engine/backend.ts';
import { CompletionService } from '../../engine/completionService.ts';
import { KvCache } from '../../engine/kvCache.ts';
import { Scheduler } from '../../engine/scheduler.ts';
import { budgetFor } from '../../src/client/contextBudget.ts';
import { answerOf } from '../../src/completion/answer.ts';
import { maxTokens } from '../../src/completion/engineQuestions.ts';
import { breaksSyntax } from '../../src/completion/gate.ts';
import { firstLineOf } from '../../src/completion/judge.ts';
import { placeAt, surroundings } from '../../src/completion/place.ts';
import { suggestionOf } from '../../src/completion/suggestion.ts';
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

  /** Undefined when nothing would be shown, gate or not. */
  async sample({ id, before, after, file, restOfLine }: EvaluationCase): Promise<Sample | undefined> {
    const { languageId } = file;
    const document = { uri: id, languageId, version: 1, text: before + after };
    const others = filesAround(this.sources, file);
    await this.context.prepare(languageId);
    this.context.parseAhead(document);
    const completion = await this.complete(document, before, after, others);
    const place = placeAt(document, before.length, undefined);
    const around = surroundings(place.text, place.offset);
    const answer = answerOf(completion, '', around, { languageId });
    const outcome = suggestionOf(answer.text, place, around, { languageId }, 'engine');
    if (outcome.kind !== 'shown') return undefined;
    const suggestion = outcome.value;
    const { startOffset, endOffset, text } = suggestion;
    const judged = { answer, suggestion, document, place, lineBefore: around.lineBefore };
    const errors = this.context.syntaxErrors(document, {
      startOffset,
      removedLength: endOffset - startOffset,
      insertedText: text,
    });
    this.context.close(document.uri);
    return {
      source: languageId,
      ...firstLineOf(
        judged,
        others.map((other) => other.text),
      ),
      breaksSyntax: errors === 'unknown' ? undefined : breaksSyntax(errors),
      isRight: isSameLine(text.split('\n')[0] ?? '', restOfLine),
    };
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
