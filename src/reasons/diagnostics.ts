// A report of what runs, where, and how the last requests ended. Pure. Holds no text of documents, no path and no name
// of a file: someone may paste it into a public place.
import type { ModelShape } from '../../engine/protocol/protocol.ts';
import { gigabytes, megabytes } from '../base/byteSizes.ts';
import type { RequestRecord } from '../completion/recentOutcomes.ts';
import { settingIds } from '../settings/manifest.ts';
import { defaultSettings, type Settings } from '../settings/settings.ts';

export interface Diagnostics {
  readonly version: string;
  readonly editor: string;
  readonly platform: string;
  readonly processor: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly engineState: string;
  readonly engineBytes: number | undefined;
  readonly model: ModelShape | undefined;
  readonly threads: number | undefined;
  readonly settings: Settings;
  /** Oldest first. */
  readonly records: readonly RequestRecord[];
}

const shownRecords = 30;

/** In English whatever the editor's language is: it is for those who read reports. */
export function diagnosticsText(report: Diagnostics): string {
  return [
    '### Hearth diagnostics',
    '',
    `- Hearth ${report.version}, ${report.editor}`,
    `- ${report.platform}`,
    `- ${report.processor}, ${gigabytes(report.totalBytes)} GB of memory, ${gigabytes(report.freeBytes)} GB free`,
    `- engine: ${report.engineState}${engineDetail(report)}`,
    `- model: ${modelWords(report.model)}`,
    `- settings: ${settingWords(report.settings)}`,
    '',
    'Last requests, newest first (milliseconds):',
    '',
    '| ended | language | total | waited | queue | prefill | decode | reused | evaluated | generated |',
    '| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...report.records.slice(-shownRecords).toReversed().map(recordRow),
    '',
  ].join('\n');
}

function engineDetail({ engineBytes, threads }: Diagnostics): string {
  const memory = engineBytes === undefined ? '' : `, ${megabytes(engineBytes)} MB`;
  return threads === undefined ? memory : `${memory}, ${threads} threads`;
}

function modelWords(model: ModelShape | undefined): string {
  if (model === undefined) return 'none loaded';
  const { name, quantization, architecture, parameters } = model;
  return `${withoutPath(name)}, ${quantization}, ${architecture}, ${Math.round(parameters / 1e6)} million parameters`;
}

/** Some files give a path as their name. */
function withoutPath(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

/** What people wrote themselves is nobody's business. */
function valueWords(settings: Settings, name: keyof typeof settingIds): string {
  if (name === 'modelPath' || name === 'server') return '(set)';
  return name === 'actions' ? `${settings.actions.length} of one's own` : String(settings[name]);
}

function settingWords(settings: Settings): string {
  const changed = (Object.keys(settingIds) as (keyof typeof settingIds)[])
    .filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(defaultSettings[name]))
    .map((name) => `${settingIds[name]} = ${valueWords(settings, name)}`);
  return changed.length === 0 ? 'all at their defaults' : changed.join(', ');
}

function recordRow({ outcome, languageId, isManual, totalMs, waitedMs, engine }: RequestRecord): string {
  const detail = outcome.kind === 'shown' ? outcome.source : outcome.reason;
  const counted =
    engine === undefined
      ? ['', '', '', '', '', '']
      : [
          engine.timings.queueMs,
          engine.timings.prefillMs,
          engine.timings.decodeMs,
          engine.counters.reused,
          engine.counters.evaluated,
          engine.counters.generated,
        ].map((value) => value.toFixed(0));
  const cells = [
    `${outcome.kind}: ${detail}${isManual ? ', by hand' : ''}`,
    languageId,
    totalMs.toFixed(0),
    waitedMs.toFixed(0),
    ...counted,
  ];
  return `| ${cells.join(' | ')} |`;
}
