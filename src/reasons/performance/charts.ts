// Two charts as plain SVG in theme colours: shares of a whole, and columns over time. Pure.
// Must not know what they show. Each is an image with a sentence that says the same.
import { escapeHtml } from '../../webview/page.ts';

export interface Chart {
  readonly title: string;
  readonly svg: string;
  /** What the colours mean; empty where there is one. */
  readonly legend: string;
}

export interface Share {
  readonly name: string;
  readonly value: number;
}

/** Drawn at 0.7 to 1.3 times its size: in a narrow panel its words must still be read. */
const width = 480;
const barHeight = 28;
const columnsHeight = 140;
const baseline = 120;
/** Of a character of the axis, which is drawn at 12 px: the widest are East Asian. */
const characterWidth = { narrow: 7.8, wide: 12.5 } as const;
/** A letter in a bar tells it apart where colours do not; a narrower bar has no room for one. */
const letterSpace = 14;
/** Fills are numbered by the style sheet. */
const fills = 6;

export function sharesChart(shares: readonly Share[], title: string): Chart {
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  let left = 0;
  const bars = shares.map(({ value }, index) => {
    const share = total === 0 ? 0 : (width * value) / total;
    const letter =
      share < letterSpace
        ? ''
        : `<text class="letter" x="${fixed(left + share / 2)}" y="${barHeight / 2}" dy="4" text-anchor="middle">${letterOf(index)}</text>`;
    const bar = `<rect class="fill${index % fills}" x="${fixed(left)}" y="0" width="${fixed(share)}" height="${barHeight}"/>${letter}`;
    left += share;
    return bar;
  });
  const items = shares.map(
    ({ name, value }, index) =>
      `<li class="swatch fill${index % fills}"><span class="label"><strong>${letterOf(index)}</strong> ${escapeHtml(name)} ${Math.round(value)} ms</span></li>`,
  );
  const sentence = shares.map(({ name, value }) => `${name} ${Math.round(value)} ms`).join(', ');
  return {
    title,
    svg: image(barHeight, `${title}: ${sentence}`, bars.join('')),
    legend: `<ul class="legend" aria-hidden="true">${items.join('')}</ul>`,
  };
}

/** @param label puts a value of the axis into words */
export function columnsChart(
  values: readonly number[],
  title: string,
  label: (value: number) => string,
): Chart {
  const most = roundUp(Math.max(1, ...values));
  const ticks = [0, 0.5, 1].map((share) => ({ share, words: label(most * share) }));
  const labelSpace = 6 + Math.max(...ticks.map(({ words }) => textWidth(words)));
  const step = (width - labelSpace) / Math.max(values.length, 20);
  const columns = values.map((value, index) => {
    const height = (baseline * value) / most;
    const x = labelSpace + index * step;
    return `<rect class="fill4" x="${fixed(x + 1)}" y="${fixed(baseline + 8 - height)}" width="${fixed(Math.max(1, step - 2))}" height="${fixed(height)}"/>`;
  });
  const lines = ticks.map(({ share, words }) => {
    const y = fixed(baseline + 8 - baseline * share);
    return `<line x1="${fixed(labelSpace)}" x2="${width}" y1="${y}" y2="${y}"/><text x="${fixed(labelSpace - 6)}" y="${y}" dy="4" text-anchor="end">${escapeHtml(words)}</text>`;
  });
  const sentence = `${title}: ${values.map((value) => label(value)).join(', ')}`;
  return { title, svg: image(columnsHeight, sentence, lines.join('') + columns.join('')), legend: '' };
}

/** An upper bound, since nothing is drawn yet. */
export function textWidth(words: string): number {
  let pixels = 0;
  for (const character of words) pixels += character > '\u2e7f' ? characterWidth.wide : characterWidth.narrow;
  return pixels;
}

function letterOf(index: number): string {
  return String.fromCodePoint(0x41 + index);
}

/** The next of 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value) ?? 10;
  return factor * power;
}

function image(height: number, sentence: string, content: string): string {
  return `<svg role="img" aria-label="${escapeHtml(sentence)}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
