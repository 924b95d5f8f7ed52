// Makes the edits of each episode and asks what is proposed then, on the parts of the product.
// Must not know where episodes come from.
import { applyChange } from '../../src/base/textChanges.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { EditHistory } from '../../src/nextEdits/edits/editHistory.ts';
import { type Proposal, proposeSeries } from '../../src/nextEdits/sites/proposeSeries.ts';
import type { Episode } from './episode.ts';
import { type Verdict, verdictOf } from './judge.ts';

export interface EpisodeResult {
  readonly episode: Episode;
  /** The text after the history. */
  readonly text: string;
  readonly proposal: Proposal | undefined;
  /** For each proposed place. */
  readonly verdicts: readonly Verdict[];
  /** Of the last edit: from its change to the proposal. */
  readonly ms: number;
}

export function runEpisode(episode: Episode, syntax: ScopeContext): EpisodeResult {
  const uri = `file:///${episode.id}`;
  const { languageId } = episode;
  const history = new EditHistory(1);
  let { text } = episode;
  history.open(uri, languageId, text);
  syntax.parseAhead({ uri, languageId, version: 0, text });
  let proposal: Proposal | undefined;
  let ms = 0;
  for (const [index, { startOffset, endOffset, newText }] of episode.history.entries()) {
    const change = { startOffset, removedLength: endOffset - startOffset, insertedText: newText };
    text = applyChange(text, change);
    syntax.change(uri, [change]);
    const startMs = performance.now();
    history.change(uri, [change]);
    const factsOf = syntax.factsIn({ uri, languageId, version: index + 1, text }) ?? (() => undefined);
    const edit = history.rest({ uri, text, factsOf });
    const searched = { text, languageId, factsOf, isTooLate: () => false };
    proposal = edit && proposeSeries(edit, searched, () => false);
    ms = performance.now() - startMs;
  }
  syntax.close(uri);
  const verdicts = (proposal?.sites ?? []).map((site) => verdictOf(episode, text, site));
  return { episode, text, proposal, verdicts, ms };
}
