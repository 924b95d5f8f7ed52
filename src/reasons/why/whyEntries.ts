// The answer to "why no suggestion?" as a list: what holds now, and how the last requests ended. Pure; strings come
// translated from the caller. Must not know how the list is shown.

import type { Translate } from '../../base/translation.ts';
import type { RequestRecord } from '../../completion/recentOutcomes.ts';
import { type Cause, type CurrentSituation, currentCauses } from './currentCauses.ts';
import { reasonWords } from './reasonWords.ts';
import type { Remedy } from './remedy.ts';

export interface WhyEntry {
  readonly title: string;
  /** How often and when, beside the title. */
  readonly when: string;
  readonly advice: string;
  readonly icon: 'error' | 'question' | 'check' | 'lightbulb' | 'circle-slash' | 'history';
  readonly remedy?: Remedy;
}

export interface WhySection {
  readonly heading: string;
  readonly entries: readonly WhyEntry[];
}

const shownRequests = 12;

/** @param records oldest first */
export function whySections(
  situation: CurrentSituation,
  records: readonly RequestRecord[],
  nowMs: number,
  t: Translate,
): readonly WhySection[] {
  const causes = currentCauses(situation, t);
  const stopping = causes.filter(({ kind }) => kind === 'stops').map((cause) => entryOf(cause, 'error'));
  const possible = causes.filter(({ kind }) => kind === 'may').map((cause) => entryOf(cause, 'question'));
  const sections = [
    { heading: t('Right now'), entries: stopping.length > 0 ? stopping : [nothingInTheWay(t)] },
    { heading: t('Last requests'), entries: requestEntries(records, nowMs, t) },
    { heading: t('Outside Hearth'), entries: possible },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

function entryOf({ title, advice, remedy }: Cause, icon: WhyEntry['icon']): WhyEntry {
  return { title, when: '', advice, icon, ...(remedy === undefined ? {} : { remedy }) };
}

function nothingInTheWay(t: Translate): WhyEntry {
  return {
    title: t('Nothing that Hearth knows of is in the way.'),
    when: '',
    advice: t('Suggestions appear as you type, when Hearth is sure enough of them.'),
    icon: 'check',
  };
}

/** Requests in a row that ended alike are one entry. */
interface Group {
  readonly last: RequestRecord;
  readonly count: number;
}

function requestEntries(records: readonly RequestRecord[], nowMs: number, t: Translate): readonly WhyEntry[] {
  const groups: Group[] = [];
  for (const record of records.toReversed()) {
    const group = groups.at(-1);
    if (group !== undefined && endOf(group.last) === endOf(record))
      groups[groups.length - 1] = { ...group, count: group.count + 1 };
    else if (groups.length === shownRequests) break;
    else groups.push({ last: record, count: 1 });
  }
  return groups.map((group) => requestEntry(group, nowMs, t));
}

/** Why exactly a request was taken back matters to nobody. */
function endOf({ outcome, isManual }: RequestRecord): string {
  return `${outcome.kind} ${'reason' in outcome && outcome.kind !== 'cancelled' ? outcome.reason : ''} ${isManual}`;
}

function requestEntry({ last, count }: Group, nowMs: number, t: Translate): WhyEntry {
  const ago = agoWords(nowMs - last.endedAtMs, t);
  const when = count === 1 ? ago : t('{0}×, last {1}', count, ago);
  const { outcome, totalMs } = last;
  if (outcome.kind === 'shown') {
    const took = Math.round(totalMs);
    return {
      title: t('A suggestion was given to the editor.'),
      when,
      advice:
        outcome.source === 'memory'
          ? t('It was already known. Not seen? The reason is outside Hearth.')
          : t('It took {0} ms. Not seen? The reason is outside Hearth.', took),
      icon: 'lightbulb',
    };
  }
  const { title, advice, remedy } = reasonWords(outcome.reason, t);
  const icon = outcome.kind === 'cancelled' ? 'history' : 'circle-slash';
  return { title, when, advice, icon, ...(remedy === undefined ? {} : { remedy }) };
}

function agoWords(ms: number, t: Translate): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t('{0} s ago', seconds);
  return seconds < 3600
    ? t('{0} min ago', Math.round(seconds / 60))
    : t('{0} h ago', Math.round(seconds / 3600));
}
