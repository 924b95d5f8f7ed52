// What the model says of proposed places: how much likelier it finds each line as it would become than as it is.
// Must not know how places are found or what was right.
import { prefillChunkTokens } from '../../engine/computing/kvCache.ts';
import type { Candidate, InferenceBackend } from '../../engine/llama/backend.ts';
import type { TextRange } from '../../src/base/ranges.ts';
import type { Replacement } from './episode.ts';
import type { EpisodeResult } from './runEpisodes.ts';

export interface PlaceScore {
  /** Logarithm of the new line’s probability less that of the old one’s, in nats. */
  readonly gain: number;
  /** The same for each token of the longer one. */
  readonly gainPerToken: number;
  readonly ms: number;
}

/** Of the document around a line: as much as half a second of idle time on a laptop can read. */
const window = { before: 600, after: 200 };
/** What is less likely than the last of these counts as the last. */
const candidateCount = 2000;

/**
 * @param indexes of the places that are looked at
 * @param withExamples whether lines that were edited before stand in front, as they are now
 */
export async function scorePlaces(
  { episode, text, proposal }: EpisodeResult,
  indexes: readonly number[],
  backend: InferenceBackend,
  withExamples: boolean,
): Promise<readonly PlaceScore[]> {
  const examples = withExamples ? editedLines(text, episode.history) : '';
  const scores: PlaceScore[] = [];
  for (const index of indexes) {
    const site = proposal?.sites[index];
    if (site !== undefined) scores.push(await scorePlace(text, site, examples, backend));
  }
  return scores;
}

async function scorePlace(
  text: string,
  site: TextRange & { readonly newText: string },
  examples: string,
  backend: InferenceBackend,
): Promise<PlaceScore> {
  const startMs = performance.now();
  const lineStart = text.lastIndexOf('\n', site.startOffset - 1) + 1;
  const newline = text.indexOf('\n', site.endOffset);
  const lineEnd = newline === -1 ? text.length : newline;
  const { vocabulary } = backend;
  const { fimPrefix = 0, fimSuffix = 0, fimMiddle = 0 } = vocabulary.control;
  const before = examples + text.slice(Math.max(0, lineStart - window.before), lineStart);
  const after = text.slice(lineEnd, lineEnd + window.after);
  const lead = [fimPrefix, ...vocabulary.tokenize(before)];
  const prompt = [...lead, fimSuffix, ...vocabulary.tokenize(after), fimMiddle];
  await backend.keepFirst(0, 0);
  const first = await prefill(backend, prompt);
  const oldLine = vocabulary.tokenize(text.slice(lineStart, lineEnd));
  const newLine = vocabulary.tokenize(
    text.slice(lineStart, site.startOffset) + site.newText + text.slice(site.endOffset, lineEnd),
  );
  const natsOf = async (line: readonly number[]) => {
    await backend.keepFirst(0, prompt.length);
    const rest = await backend.evaluateEach(0, line, { count: candidateCount, boosted: [] });
    const told = [first, ...rest].map((candidates, at) => {
      const token = line[at];
      const isMeant =
        token === undefined
          ? (other: Candidate) => isLineEnd(vocabulary.tokenBytes[other.token])
          : (other: Candidate) => other.token === token;
      return natsWhere(candidates, isMeant);
    });
    return told.reduce((sum, value) => sum + value, 0);
  };
  const gain = (await natsOf(oldLine)) - (await natsOf(newLine));
  const tokens = Math.max(oldLine.length, newLine.length);
  return { gain, gainPerToken: gain / tokens, ms: performance.now() - startMs };
}

async function prefill(backend: InferenceBackend, prompt: readonly number[]): Promise<readonly Candidate[]> {
  let candidates: readonly Candidate[] = [];
  for (let start = 0; start < prompt.length; start += prefillChunkTokens) {
    const isLast = start + prefillChunkTokens >= prompt.length;
    const request = isLast ? { count: candidateCount, boosted: [] } : undefined;
    candidates = await backend.evaluate(0, prompt.slice(start, start + prefillChunkTokens), request);
  }
  return candidates;
}

function natsWhere(candidates: readonly Candidate[], isMeant: (candidate: Candidate) => boolean): number {
  const found = candidates.filter(isMeant).reduce((sum, { probability }) => sum + probability, 0);
  return -Math.log(Math.max(found, candidates.at(-1)?.probability ?? 0, Number.MIN_VALUE));
}

/** A control token ends the middle; a line break ends the line. */
function isLineEnd(bytes: Uint8Array | undefined): boolean {
  return bytes === undefined || bytes[0] === 0x0a;
}

/** As they stand in the text after all replacements. */
function editedLines(text: string, history: readonly Replacement[]): string {
  const lines = history.map(({ startOffset }, index) => {
    const shifted = history
      .slice(index + 1)
      .filter((later) => later.startOffset <= startOffset)
      .reduce((at, later) => at + later.newText.length - (later.endOffset - later.startOffset), startOffset);
    const end = text.indexOf('\n', shifted);
    return text.slice(text.lastIndexOf('\n', shifted - 1) + 1, end === -1 ? text.length : end);
  });
  return `${[...new Set(lines)].join('\n')}\n`;
}
