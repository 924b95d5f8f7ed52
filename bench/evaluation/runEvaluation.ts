// Runs configurations over cases on one loaded model, case by case, so that a cut-off run is still paired.
// Must not know the command line or how results are told.
import { loadModel } from '../../engine/llama/loadModel.ts';
import { ScopeContext } from '../../src/context/scopeContext.ts';
import { readGrammar } from '../readGrammar.ts';
import { Answerer } from './answer.ts';
import { cursorKinds, cutCases, type EvaluationCase, nameKinds } from './cases.ts';
import type { Configuration } from './configuration.ts';
import { type PackageSources, readCorpus } from './corpus.ts';
import { filesAround } from './filesAround.ts';
import type { CaseResult } from './metrics.ts';
import type { Results } from './results.ts';
import { CaseNameSource } from './serverFacts/caseNames.ts';

export interface CaseChoice {
  readonly languages: readonly string[];
  /** Of each language. */
  readonly count: number;
  readonly seed: number;
  readonly kinds: readonly string[];
  /** Only where the line written or the lines around it hold characters beyond ASCII. */
  readonly nonAsciiOnly: boolean;
  /** From 1; the cases are dealt out over `parts` runs that may go on side by side. */
  readonly part: number;
  readonly parts: number;
}

export interface EvaluationRequest extends CaseChoice {
  readonly configurations: readonly Configuration[];
  readonly modelPath: string;
  readonly threads: number;
  readonly say: (line: string) => void;
  readonly keep: (soFar: Results) => Promise<void>;
}

const casesBetweenNotes = 20;
/** What counts as around for `nonAsciiOnly`. */
const nearCharacters = 1500;

export async function runEvaluation(request: EvaluationRequest): Promise<Results> {
  const { configurations, modelPath, threads, say, keep } = request;
  const sources = await readCorpus(say);
  const cases = request.languages.flatMap((language) => casesOf(sources, language, request));
  const backend = await loadModel({ modelPath, contextTokens: 4096, sequences: 1, threads }, () => {});
  const context = new ScopeContext(readGrammar, () => performance.now());
  const names = configurations.some(({ serverFacts }) => serverFacts !== 'none')
    ? new CaseNameSource(sources)
    : undefined;
  const answerer = new Answerer(backend, context, (file) => filesAround(sources, file), names);
  const results: Record<string, CaseResult[]> = Object.fromEntries(
    configurations.map(({ name }) => [name, []]),
  );
  for (const [index, question] of cases.entries()) {
    if (index % casesBetweenNotes === 0) {
      say(`case ${index} of ${cases.length} …`);
      await keep(results);
    }
    for (const configuration of configurations) {
      results[configuration.name]?.push(await answerer.answer(question, configuration));
    }
  }
  context.dispose();
  await names?.dispose();
  await backend.dispose();
  await keep(results);
  return results;
}

export function casesOf(
  sources: readonly PackageSources[],
  language: string,
  { count, seed, kinds, nonAsciiOnly, part, parts }: CaseChoice,
): readonly EvaluationCase[] {
  // Dealt out in rounds of the kinds, so that every part has all of them.
  const wantedNames = nameKinds.filter((kind) => kinds.includes(kind));
  const cut = wantedNames.length > 0 ? wantedNames : cursorKinds;
  const isMine = (index: number) => Math.floor(index / cut.length) % parts === part - 1;
  return cutCases(sources, language, count, seed, cut)
    .filter((_, index) => isMine(index))
    .filter(({ kind }) => kinds.includes(kind))
    .filter((question) => !nonAsciiOnly || hasNonAsciiNear(question));
}

function hasNonAsciiNear({ before, after, restOfLine }: EvaluationCase): boolean {
  const near = before.slice(-nearCharacters) + restOfLine + after.slice(0, nearCharacters / 2);
  return /[^\0-\x7f]/.test(near);
}
