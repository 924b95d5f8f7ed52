// The page of a session's figures as HTML: tiles, plain SVG charts, and a table behind each. Pure; strings come
// translated from the caller. Must not know webviews. Every text is escaped, every number is one.

import { megabytes } from '../../base/byteSizes.ts';
import type { Translate } from '../../base/translation.ts';
import { escapeHtml } from '../../webview/page.ts';
import { type Chart, columnsChart, sharesChart } from './charts.ts';
import { type Figures, type TimePart, timeParts } from './figures.ts';

type Format = (value: number) => string;

/** @param format writes numbers as the reader's language does */
export function performanceHtml(figures: Figures, t: Translate, format: Format): string {
  const { computed } = figures;
  return [
    `<h1>${text(t('Hearth: Performance'))}</h1>`,
    `<p class="note">${text(t('Since this window was opened. Nothing here leaves this machine, and no code is in it.'))}</p>`,
    tiles(figures, t, format),
    computed.count === 0
      ? `<p>${text(t('No suggestion was computed yet: type in a file, and figures appear here.'))}</p>`
      : timeSections(figures, t, format),
    offersSection(figures, t, format),
    `<p><button id="export" data-action="export">${text(t('Export as JSON…'))}</button></p>`,
  ].join('\n');
}

function tiles({ computed, offers, tokens, engineBytes }: Figures, t: Translate, format: Format): string {
  const accepted = offers.acceptedWhole + offers.acceptedLine + offers.acceptedWord;
  const prompt = tokens.reused + tokens.evaluated;
  const entries: readonly (readonly [string, string])[] = [
    [t('to ghost text, median'), computed.count === 0 ? '–' : ms(computed.p50Ms, t, format)],
    [t('90th percentile'), computed.count === 0 ? '–' : ms(computed.p90Ms, t, format)],
    [t('of prompt tokens came from the cache'), prompt === 0 ? '–' : percent(tokens.reused, prompt)],
    [t('suggestions offered'), format(offers.offered)],
    [t('times accepted'), format(accepted)],
    [
      t('memory of the engine'),
      engineBytes === undefined ? t('not running') : t('{0} MB', format(megabytes(engineBytes))),
    ],
  ];
  const items = entries.map(([label, value]) => `<li><strong>${text(value)}</strong>${text(label)}</li>`);
  return `<ul class="tiles">${items.join('')}</ul>`;
}

function timeSections(
  { parts, computed, all, lastTotalsMs, tokens }: Figures,
  t: Translate,
  format: Format,
): string {
  const names: Readonly<Record<TimePart, string>> = {
    waited: t('waiting for the next key'),
    queue: t('queue of the engine'),
    context: t('context and messages'),
    prefill: t('prefill'),
    decode: t('decode'),
  };
  const shares = sharesChart(
    timeParts.map((part) => ({ name: names[part], value: parts[part].meanMs })),
    t('Where the time goes, on average'),
  );
  const rows = [
    ...timeParts.map((part) => ({ name: names[part], spread: parts[part] })),
    { name: t('from the key to ghost text'), spread: computed },
    { name: t('including suggestions already known'), spread: all },
  ].map(({ name, spread }) => [
    name,
    ms(spread.meanMs, t, format),
    ms(spread.p50Ms, t, format),
    ms(spread.p90Ms, t, format),
    format(spread.count),
  ]);
  const heads = ['', t('mean'), t('median'), t('90th percentile'), t('suggestions')];
  const columns = columnsChart(lastTotalsMs, t('The last suggestions, oldest first'), (value) =>
    ms(value, t, format),
  );
  return [
    chartSection('split', shares, table(heads, rows), t),
    chartSection(
      'last',
      columns,
      table(
        ['', t('from the key to ghost text')],
        lastTotalsMs.map((value, index) => [String(index + 1), ms(value, t, format)]),
      ),
      t,
    ),
    `<h2>${text(t('Tokens'))}</h2>`,
    table(
      [t('prompt tokens from the cache'), t('prompt tokens evaluated'), t('tokens written')],
      [[format(tokens.reused), format(tokens.evaluated), format(tokens.generated)]],
    ),
  ].join('\n');
}

function offersSection(
  { offers, nextEdits, retained, requests }: Figures,
  t: Translate,
  format: Format,
): string {
  const retention = retained.map(({ seconds, checked, kept }) => [
    seconds < 60
      ? t('still there after {0} seconds', seconds)
      : t('still there after {0} minutes', seconds / 60),
    checked === 0 ? t('none yet') : t('{0} of {1}', format(kept), format(checked)),
  ]);
  const rows = [
    [t('offered'), format(offers.offered)],
    [t('accepted whole'), format(offers.acceptedWhole)],
    [t('accepted by line'), format(offers.acceptedLine)],
    [t('accepted by word'), format(offers.acceptedWord)],
    ...retention,
  ];
  const requestRows = [
    [t('led to a suggestion'), format(requests.shown)],
    [t('stayed silent'), format(requests.silent)],
    [t('overtaken by the next key'), format(requests.cancelled)],
    [t('no engine'), format(requests.unavailable)],
  ];
  return [
    `<h2>${text(t('Suggestions'))}</h2>`,
    table(['', t('times')], rows),
    `<p class="note">${text(t('Read from the edits to your documents. “Still there” means that at most half of it was changed.'))}</p>`,
    `<h2>${text(t('Next Edits'))}</h2>`,
    table(
      ['', t('times')],
      [
        [t('offered'), format(nextEdits.offered)],
        [t('accepted'), format(nextEdits.accepted)],
        [t('dismissed'), format(nextEdits.dismissed)],
      ],
    ),
    `<h2>${text(t('Requests'))}</h2>`,
    table(['', t('times')], requestRows),
  ].join('\n');
}

function chartSection(id: string, { title, svg, legend }: Chart, tableHtml: string, t: Translate): string {
  return `<h2>${text(title)}</h2>\n${svg}\n${legend}
<details id="${id}"><summary id="${id}-summary">${text(t('As a table'))}</summary>${tableHtml}</details>`;
}

/** The first column names the rows. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((cell, column) =>
    cell === '' ? '<td></td>' : `<th scope="col"${numberClass(column)}>${text(cell)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 && heads[0] === ''
        ? `<th scope="row">${text(cell)}</th>`
        : `<td${numberClass(column)}>${text(cell)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function numberClass(column: number): string {
  return column === 0 ? '' : ' class="number"';
}

function ms(value: number, t: Translate, format: Format): string {
  return t('{0} ms', format(Math.round(value)));
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

function text(value: string): string {
  return escapeHtml(value);
}
