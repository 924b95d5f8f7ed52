// Problems to mend: mistakes put into code of released packages, with what TypeScript's server reports of them.
// Must not know models, nor how problems are mended.
import path from 'node:path';
import { newErrors } from '../../src/rewrite/run/newErrors.ts';
import type { PackageSources } from '../evaluation/corpus.ts';
import { seededRandom, shuffled } from '../evaluation/random.ts';
import type { SourceFile } from '../evaluation/releases.ts';
import type { ServerDiagnostic, TypescriptServer } from '../evaluation/serverFacts/typescriptServer.ts';
import { type Mistake, mistakes, withMistake } from './mutations.ts';

export interface ReportedProblem {
  readonly mistake: Mistake;
  readonly file: SourceFile;
  readonly filePath: string;
  /** With the mistake. */
  readonly text: string;
  readonly diagnostic: ServerDiagnostic;
  /** What is reported of the file as it was released. */
  readonly knownErrors: readonly string[];
}

const maxFileCharacters = 60_000;
/** Somebody who sees a problem looks around there. */
const maxLinesAway = 5;

/** As many of each kind; a mistake that nothing is reported of is none to mend. */
export async function* reportedProblems(
  sources: readonly PackageSources[],
  server: TypescriptServer,
  count: number,
  seed: number,
): AsyncGenerator<ReportedProblem> {
  const random = seededRandom(seed);
  const files = sources.flatMap(({ folder, after }) =>
    after
      .filter(({ languageId, text }) => languageId === 'typescript' && text.length < maxFileCharacters)
      .map((file) => ({ file, filePath: path.join(folder, file.path) })),
  );
  for (const mistake of mistakes) {
    let found = 0;
    for (const { file, filePath } of shuffled(random, files)) {
      if (found === count) break;
      const { text, line } = mistaken(file.text, mistake, random) ?? {};
      if (text === undefined || line === undefined) continue;
      const released = await server.errorsIn(filePath, file.languageId, file.text);
      const knownErrors = released.map(({ message }) => message);
      const reported = newErrors(knownErrors, await server.errorsIn(filePath, file.languageId, text));
      const away = ({ range }: ServerDiagnostic) => Math.abs(range.start.line - line);
      const [diagnostic] = reported.toSorted((a, b) => away(a) - away(b));
      if (diagnostic === undefined || away(diagnostic) > maxLinesAway) continue;
      found++;
      yield { mistake, file, filePath, text, diagnostic, knownErrors };
    }
  }
}

function mistaken(
  text: string,
  mistake: Mistake,
  random: () => number,
): { readonly text: string; readonly line: number } | undefined {
  const lines = text.split('\n');
  for (const index of shuffled(random, [...lines.keys()])) {
    const line = withMistake(lines[index] ?? '', mistake, random);
    if (line !== undefined) return { text: lines.with(index, line).join('\n'), line: index };
  }
  return undefined;
}
