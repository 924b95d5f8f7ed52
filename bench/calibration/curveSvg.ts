// The gate's curve as a drawing. Pure.
import type { CurvePoint } from './gateCurve.ts';

const size = { width: 640, height: 420, left: 56, right: 24, top: 40, bottom: 52 };
const inner = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
};
const colours = ['#d9480f', '#1971c2', '#2f9e44', '#7048e8', '#868e96'];
/** Of the first curve; the others would cover each other. */
const labelledThresholds = [0.2, 0.4, 0.6, 0.8];

/** One line a name: accepted characters kept (up) against suggestions shown (right). */
export function curveSvg(curves: Readonly<Record<string, readonly CurvePoint[]>>): string {
  const entries = Object.entries(curves);
  const lines = entries.map(([name, curve], index) => {
    const colour = colours[index % colours.length] ?? '';
    const points = curve.map(({ shownShare, keptShare }) => `${x(shownShare)},${y(keptShare)}`).join(' ');
    const legend = size.top + 130 + 20 * index;
    const legendX = size.left + 0.66 * inner.width;
    return (
      `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${index === 0 ? 3 : 1.5}"/>` +
      `<line x1="${legendX}" y1="${legend}" x2="${legendX + 22}" y2="${legend}" stroke="${colour}" stroke-width="3"/>` +
      `<text x="${legendX + 30}" y="${legend + 4}">${name}</text>`
    );
  });
  const labels = (entries[0]?.[1] ?? [])
    .filter(({ threshold }) => labelledThresholds.includes(threshold))
    .map(
      ({ threshold, shownShare, keptShare, rightShare }) =>
        `<circle cx="${x(shownShare)}" cy="${y(keptShare)}" r="4" fill="${colours[0]}"/>` +
        `<text x="${x(shownShare) + 8}" y="${y(keptShare) + 14}">≥ ${threshold}: ${percent(rightShare)} right</text>`,
    );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" fill="#495057">`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    `<text x="${size.left}" y="22" font-size="14">What the gate keeps, by how much it shows</text>`,
    ...[0, 0.25, 0.5, 0.75, 1].map(gridLines),
    ...lines,
    ...labels,
    `<text x="${size.left + inner.width / 2}" y="${size.height - 12}" text-anchor="middle">suggestions shown</text>`,
    `<text x="14" y="${size.top + inner.height / 2}" transform="rotate(-90 14 ${size.top + inner.height / 2})" text-anchor="middle">characters of right first lines kept</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function gridLines(share: number): string {
  return (
    `<line x1="${x(share)}" y1="${y(0)}" x2="${x(share)}" y2="${y(1)}" stroke="#dee2e6"/>` +
    `<line x1="${x(0)}" y1="${y(share)}" x2="${x(1)}" y2="${y(share)}" stroke="#dee2e6"/>` +
    `<text x="${x(share)}" y="${y(0) + 18}" text-anchor="middle">${percent(share)}</text>` +
    `<text x="${x(0) - 8}" y="${y(share) + 4}" text-anchor="end">${percent(share)}</text>`
  );
}

function x(share: number): number {
  return round(size.left + share * inner.width);
}

function y(share: number): number {
  return round(size.top + (1 - share) * inner.height);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
