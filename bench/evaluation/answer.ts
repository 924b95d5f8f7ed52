// Answers a case in a configuration through the product's own parts: window, layout, engine, post-processing.
// Must not know how cases are cut or what becomes of the results.
import { confidenceOf } from '../../cli/completeRequest.ts';
import { CompletionService } from '../../engine/completion/completionService.ts';
import { KvCache } from '../../engine/computing/kvCache.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import { ByteTrie } from '../../engine/decoding/byteTrie.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import type { Completion } from '../../engine/protocol/protocol.ts';
import { cleanAnswer } from '../../src/completion/answers/cleanAnswer.ts';
import { withoutBrokenLine } from '../../src/completion/answers/statementCut.ts';
import { extentToAskFor } from '../../src/completion/asking/extent.ts';
import { piecesAround } from '../../src/completion/asking/surroundingCode.ts';
import type { CleanSuggestion } from '../../src/completion/place/surroundings.ts';
import { surroundings } from '../../src/completion/place/surroundings.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { enclosingBlocks } from '../../src/context/syntax/enclosingBlocks.ts';
import { PlainPrompt } from '../plainPrompt.ts';
import type { EvaluationCase } from './cases.ts';
import { documentOf, type Slice, windowOf } from './caseWindow.ts';
import type { Configuration } from './configuration.ts';
import { behindOf, type CaseResult, isSameLine, type NameResult, similarity } from './metrics.ts';
import type { SourceFile } from './releases.ts';
import type { CaseNameSource } from './serverFacts/caseNames.ts';
import { judgeName } from './serverFacts/judgeName.ts';

const maxTokens = 64;
/** As the setting is by default. */
const maxLines = 4;
/** Nobody waits here. */
const parseDeadlineMs = 5000;

export class Answerer {
  private readonly backend: InferenceBackend;
  private readonly context: ScopeContext;
  /** Shared, so that configurations whose prompts begin alike evaluate the common part once. */
  private readonly cache: KvCache;
  private readonly trie: ByteTrie;
  private readonly plain: PlainPrompt;
  /** Other files of the package that the product would have read. */
  private readonly around: (file: SourceFile) => readonly SourceFile[];
  /** Undefined where no configuration wants any. */
  private readonly names: CaseNameSource | undefined;

  constructor(
    backend: InferenceBackend,
    context: ScopeContext,
    around: (file: SourceFile) => readonly SourceFile[],
    names?: CaseNameSource,
  ) {
    this.names = names;
    this.around = around;
    this.backend = backend;
    this.context = context;
    this.cache = new KvCache(backend);
    this.trie = new ByteTrie(backend.vocabulary.tokenBytes);
    this.plain = new PlainPrompt(backend, this.cache);
  }

  async answer(question: EvaluationCase, configuration: Configuration): Promise<CaseResult> {
    await this.context.prepare(question.file.languageId);
    const slice = windowOf(this.context, question, configuration);
    const completion =
      configuration.layout === 'plainPsm'
        ? await this.answerPlain(slice)
        : await this.answerByService(question, configuration, slice);
    const result = this.judge(question, completion, forcedBy(configuration, question));
    const names = await this.names?.namesOf(question);
    return names === undefined
      ? result
      : { ...result, name: this.judgeName(question, completion, names.names) };
  }

  private async answerByService(question: EvaluationCase, configuration: Configuration, slice: Slice) {
    const { rules, layout } = configuration;
    const family = layout === 'leftContext' ? 'leftContext' : this.backend.family;
    const { cache, trie } = this;
    const service = new CompletionService(this.backend, new Scheduler(), () => performance.now(), {
      cache,
      trie,
      family,
      rules,
      judgedAlternatives: configuration.judgedAlternatives,
      nameBelief: configuration.belief,
    });
    const { own, others } = this.referenceOf(question, configuration);
    await service.refer('case', { documentUri: question.id, own, others }).result;
    const { languageId } = question.file;
    const documentUri = `case/${question.file.path}`;
    const names = await this.namesFor(question, configuration);
    if (names !== undefined) service.tellNames('case', { documentUri, nameId: 1, names });
    const params = {
      documentUri,
      ...(names === undefined ? {} : { nameId: 1 }),
      languageId,
      ...slice,
      forcedText: forcedBy(configuration, question),
      ...extentToAskFor(aroundCursor(question), false, maxLines),
      maxTokens,
      purpose: 'keystroke' as const,
    };
    const outcome = await service.complete('case', params).result;
    if (outcome.kind !== 'shown') throw new Error(`The engine answered ${outcome.kind}: ${outcome.reason}.`);
    return outcome.value;
  }

  private referenceOf({ before, after, file }: EvaluationCase, { reference }: Configuration) {
    const own = reference === 'none' ? [] : piecesAround(before + after, before.length);
    const others =
      reference === 'around' ? this.around(file).map((other) => ({ uri: other.path, text: other.text })) : [];
    return { own, others };
  }

  private async namesFor(question: EvaluationCase, { serverFacts }: Configuration) {
    if (serverFacts === 'none') return undefined;
    const known = await this.names?.namesOf(question);
    if (known === undefined || (serverFacts === 'members' && !known.isMember)) return undefined;
    return known.names;
  }

  private judgeName(question: EvaluationCase, completion: Completion, listed: readonly string[]): NameResult {
    const gateParts = {
      context: this.context,
      otherTexts: () => this.around(question.file).map(({ text }) => text),
    };
    const result = judgeName(question, completion, listed, gateParts);
    this.context.close(question.id);
    return result;
  }

  private judge(question: EvaluationCase, completion: Completion, forcedText: string): CaseResult {
    const { languageId } = question.file;
    const around = aroundCursor(question);
    const clean = cleanAnswer(forcedText + withoutBrokenLine(completion), around, { languageId });
    const shown = clean.kind === 'text' ? clean.suggestion.text : '';
    const { restOfLine, expected } = question;
    const [firstLine = ''] = shown.split('\n');
    const isExact = isSameLine(firstLine, restOfLine);
    return {
      id: question.id,
      language: languageId,
      kind: question.kind,
      behind: behindOf(around.lineBefore),
      scopeCharacters: this.scopeCharacters(question),
      isExact,
      similarity: similarity(firstLine.trimEnd(), restOfLine.trimEnd()),
      savedCharacters: isExact ? restOfLine.trimEnd().length : 0,
      expectedCharacters: restOfLine.trimEnd().length,
      wholeSimilarity: similarity(shown.trimEnd(), expected.trimEnd()),
      shownLines: shown === '' ? 0 : shown.split('\n').length,
      parses: clean.kind === 'text' ? this.parses(question, clean.suggestion) : undefined,
      confidence: confidenceOf(completion.tokens),
      isShown: shown !== '',
      evaluatedTokens: completion.counters.evaluated + completion.counters.reused,
      generatedTokens: completion.counters.generated,
      prefillMs: completion.timings.prefillMs,
      decodeMs: completion.timings.decodeMs,
    };
  }

  private parses(question: EvaluationCase, { text, replacedLength }: CleanSuggestion): boolean | undefined {
    const { document, offset } = documentOf(question);
    const counts = this.context.syntaxErrors(document, {
      startOffset: offset,
      removedLength: replacedLength,
      insertedText: text,
    });
    this.context.close(document.uri);
    return counts === 'unknown' ? undefined : counts.replaced <= counts.current;
  }

  private scopeCharacters(question: EvaluationCase): number {
    const grammar = this.context.grammarOf(question.file.languageId);
    const { document, offset } = documentOf(question);
    const tree = grammar?.parse(document.text, undefined, parseDeadlineMs);
    if (grammar === undefined || tree === undefined) return 0;
    const enclosing = enclosingBlocks(tree, grammar, offset).functionLike;
    tree.delete();
    return enclosing === undefined ? 0 : enclosing.endOffset - enclosing.startOffset;
  }

  private async answerPlain({ before, after }: Slice): Promise<Completion> {
    const { vocabulary } = this.backend;
    const [prefix, suffix] = [vocabulary.tokenize(before), vocabulary.tokenize(after)];
    const answered = await this.plain.answer('case', prefix, suffix, maxTokens);
    const { prefill, decoded, prefillMs, firstTokenMs, totalMs } = answered;
    const { reused, evaluated } = prefill;
    return {
      text: decoded.text,
      tokens: decoded.tokens,
      finishReason: 'endOfLine',
      counters: { reused, evaluated, generated: decoded.choices.length },
      timings: {
        queueMs: 0,
        tokenizeMs: 0,
        prefillMs,
        firstTokenMs,
        decodeMs: totalMs - prefillMs,
        totalMs,
      },
    };
  }
}

/** What an open suggestion list would select, whose right item begins as the identifier at the cursor does. */
function forcedBy({ forced }: Configuration, { before, restOfLine }: EvaluationCase): string {
  if (forced === 'none' || !/[\p{L}\p{N}_$]$/u.test(before)) return '';
  return /^[\p{L}\p{N}_$]*/u.exec(restOfLine)?.[0] ?? '';
}

function aroundCursor({ before, after }: EvaluationCase) {
  return surroundings(before + after, before.length);
}
