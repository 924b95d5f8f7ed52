// Draws a model's card and its memory calculator as HTML. Pure.
// Must not know files, machines or webviews: all figures are given.
import type { InspectResult, MemoryResult } from '../../../engine/protocol/modelProtocol.ts';
import { megabytes } from '../../base/byteSizes.ts';
import type { Translate } from '../../base/translation.ts';
import { type Html, html } from '../../webview/html.ts';
import { isConvertible } from '../conversion/conversionGain.ts';
import type { MemoryQuestion } from '../memory/memoryEstimate.ts';
import {
  contextChoices,
  fileChoices,
  memoryRows,
  quantizationChoices,
  type SelectOption,
} from './calculation.ts';
import { cardRows } from './cardRows.ts';

export interface Machine {
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** Undefined when no engine runs. */
  readonly engine: MemoryResult | undefined;
  /** The file that the engine runs. */
  readonly engineFile: string | undefined;
}

export interface CardSituation {
  readonly file: string;
  readonly model: InspectResult;
  readonly publishedLicence: string | undefined;
  readonly question: MemoryQuestion;
  readonly machine: Machine;
  readonly language: string;
  readonly t: Translate;
}

export function cardPage(situation: CardSituation): Html {
  const { file, model, publishedLicence, t } = situation;
  const format = formatter(situation);
  const rows = cardRows({ model, publishedLicence, format, t });
  return html`
<h1>${model.shape.name}</h1>
<p class="note path">${file}</p>
<p><button id="chooseModel" data-action="chooseModel">${t('Choose Another Model…')}</button>
${conversionButton(situation)}</p>
<h2 id="memory">${t('Memory')}</h2>
<div class="controls" role="group" aria-labelledby="memory">
${control('context', t('Context, in tokens'), contextChoices(situation.question.contextTokens, format))}
${control('files', t('Files whose prompts are kept'), fileChoices(situation.question.sequences, format))}
${control('quantization', t('Quantization'), quantizationChoices(model, situation.question.quantization, t))}
</div>
${figures(situation)}
<p role="status">${summary(situation)}</p>
<p class="note path">${machineSentences(situation)}</p>
<h2 id="says">${t('What the file says')}</h2>
<table class="wide" aria-labelledby="says"><tbody>${rows.map(
    ({ label, value }) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;
}

function conversionButton({ model, t }: CardSituation): Html {
  return isConvertible(model.shape.quantization)
    ? html`<button id="convert" data-action="convert">${t('Convert to Q4_0 and Measure…')}</button>`
    : html``;
}

export function refusalPage(file: string, reason: string, t: Translate): Html {
  return html`
<h1>${t('This model cannot be used')}</h1>
<p class="note path">${file}</p>
<p class="problem" role="alert">${reason}</p>
<p><button id="chooseModel" data-action="chooseModel">${t('Choose Another Model…')}</button></p>`;
}

function control(action: string, label: string, choices: readonly SelectOption[]): Html {
  const options = choices.map(({ value, label: text, isChosen }) =>
    isChosen
      ? html`<option value="${value}" selected>${text}</option>`
      : html`<option value="${value}">${text}</option>`,
  );
  return html`<label>${label}<select id="${action}" data-action="${action}">${options}</select></label>`;
}

function figures(situation: CardSituation): Html {
  const { model, question, t } = situation;
  const format = formatter(situation);
  const rows = memoryRows(model, question, t).map(
    ({ label, bytes, isTotal }) => html`<tr class="${isTotal ? 'total' : ''}">
<th scope="row">${label}</th><td class="number">${inMegabytes(bytes, format)}</td><td class="number">${format(bytes)}</td>
</tr>`,
  );
  return html`<table class="wide" aria-labelledby="memory">
<thead><tr><th scope="col">${t('Part')}</th><th scope="col" class="number">MB</th><th scope="col" class="number">${t('Bytes')}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function summary(situation: CardSituation): Html {
  const { model, question, machine, t } = situation;
  const format = formatter(situation);
  const total = memoryRows(model, question, t).find(({ isTotal }) => isTotal)?.bytes ?? 0;
  // What the engine holds now is given back before it loads something else.
  const room = machine.freeBytes + (machine.engine?.residentBytes ?? 0);
  const needed = inMegabytes(total, format);
  return total <= room
    ? html`${t('{0} MB in all: this machine has room for it.', needed)}`
    : html`<span class="problem">${t('{0} MB in all: more than this machine has free.', needed)}</span>`;
}

function machineSentences(situation: CardSituation): Html {
  const { machine, t } = situation;
  const format = formatter(situation);
  const memory = t(
    'Of this machine’s {0} MB of memory, {1} MB are free now.',
    inMegabytes(machine.totalBytes, format),
    inMegabytes(machine.freeBytes, format),
  );
  return html`${memory} ${engineSentences(situation)}`;
}

function engineSentences(situation: CardSituation): string {
  const { machine, t } = situation;
  if (machine.engine === undefined) return t('Hearth’s engine does not run.');
  const format = formatter(situation);
  const { residentBytes, mappedFileBytes } = machine.engine;
  const holds = t(
    'Hearth’s engine holds {0} MB, as measured, running {1}.',
    inMegabytes(residentBytes, format),
    machine.engineFile ?? t('a model'),
  );
  if (mappedFileBytes === undefined) return holds;
  const own = inMegabytes(residentBytes - mappedFileBytes, format);
  const rest = t(
    '{0} MB are its own; the rest are pages of files, which the system takes back when memory is short.',
    own,
  );
  return `${holds} ${rest}`;
}

function inMegabytes(bytes: number, format: (value: number) => string): string {
  return format(megabytes(bytes));
}

function formatter({ language }: CardSituation): (value: number) => string {
  const numbers = new Intl.NumberFormat(language);
  return (value) => numbers.format(value);
}
