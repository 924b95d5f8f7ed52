// Scores the same lines with several model files, line by line in turns, so that whatever else the machine does hits all.
// Must not know the command line or how scores are told.
import path from 'node:path';
import { loadModel } from '../../../engine/llama/loadModel.ts';
import { ScopeContext } from '../../../src/context/scopeContext.ts';
import { readGrammar } from '../../readGrammar.ts';
import type { Configuration } from '../configuration.ts';
import { readCorpus } from '../corpus.ts';
import { type CaseChoice, casesOf } from '../runEvaluation.ts';
import type { LineScores } from './scoreReport.ts';
import { type LineScore, TeacherForcer } from './teacherForcer.ts';

export interface TeacherForcedRequest extends CaseChoice {
  readonly configuration: Configuration;
  readonly models: readonly string[];
  readonly threads: number;
  readonly say: (line: string) => void;
  readonly keep: (soFar: LineScores) => Promise<void>;
}

const casesBetweenNotes = 8;

export async function runTeacherForced(request: TeacherForcedRequest): Promise<LineScores> {
  const { configuration, models, threads, say, keep } = request;
  const sources = await readCorpus(say);
  const cases = request.languages.flatMap((language) => casesOf(sources, language, request));
  const context = new ScopeContext(readGrammar, () => performance.now());
  const loaded = await Promise.all(
    models.map(async (modelPath) => {
      const backend = await loadModel({ modelPath, contextTokens: 4096, sequences: 1, threads }, () => {});
      const scores: LineScore[] = [];
      return { name: path.basename(modelPath), backend, forcer: new TeacherForcer(backend, context), scores };
    }),
  );
  const results = Object.fromEntries(loaded.map(({ name, scores }) => [name, scores]));
  for (const [index, question] of cases.entries()) {
    if (index % casesBetweenNotes === 0) {
      say(`line ${index} of ${cases.length} …`);
      await keep(results);
    }
    for (const { forcer, scores } of loaded) scores.push(await forcer.score(question, configuration));
  }
  context.dispose();
  for (const { backend } of loaded) await backend.dispose();
  await keep(results);
  return results;
}
