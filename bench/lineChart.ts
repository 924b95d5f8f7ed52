// A chart with lines and labelled points as SVG text, for the documents. Pure.
// Must not know what the figures mean. On a white ground, so that it reads on light and dark pages.

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly label?: string;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  /** Points that stand for themselves have no line through them. */
  readonly isLine: boolean;
}

export interface ChartAxis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly write: (value: number) => string;
}

export interface Chart {
  readonly title: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
}

const size = { width: 640, height: 420, left: 56, right: 24, top: 40, bottom: 52 };
const inner = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
};
const colours = ['#d9480f', '#1971c2', '#2f9e44', '#7048e8', '#868e96'];

export function lineChart(chart: Chart): string {
  const place = placing(chart);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" fill="#495057">`,
    `<title>${escaped(chart.title)}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    `<text x="${size.left}" y="22" font-size="14">${escaped(chart.title)}</text>`,
    ...gridLines(chart, place),
    ...chart.series.map((series, index) => seriesMarks(series, index, place)),
    ...chart.series.map(({ name }, index) => legendEntry(name, index)),
    `<text x="${size.left + inner.width / 2}" y="${size.height - 12}" text-anchor="middle">${escaped(chart.x.label)}</text>`,
    `<text x="14" y="${size.top + inner.height / 2}" transform="rotate(-90 14 ${size.top + inner.height / 2})" text-anchor="middle">${escaped(chart.y.label)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

/** Shares from 0 to 1, written as percent. */
export function shareAxis(label: string): ChartAxis {
  return {
    label,
    from: 0,
    to: 1,
    ticks: [0, 0.25, 0.5, 0.75, 1],
    write: (share) => `${Math.round(100 * share)} %`,
  };
}

interface Placing {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function placing({ x, y }: Chart): Placing {
  const round = (value: number) => Math.round(value * 10) / 10;
  const share = (value: number, axis: ChartAxis) => (value - axis.from) / (axis.to - axis.from);
  return {
    x: (value) => round(size.left + share(value, x) * inner.width),
    y: (value) => round(size.top + (1 - share(value, y)) * inner.height),
  };
}

function seriesMarks({ points, isLine }: ChartSeries, index: number, place: Placing): string {
  const colour = colours[index % colours.length] ?? '';
  const path = points.map(({ x, y }) => `${place.x(x)},${place.y(y)}`).join(' ');
  const line = `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${index === 0 ? 3 : 1.5}"/>`;
  const marks = points
    .filter(({ label }) => !isLine || label !== undefined)
    .map(
      ({ x, y, label }) =>
        `<circle cx="${place.x(x)}" cy="${place.y(y)}" r="4" fill="${colour}"/>` +
        (label === undefined
          ? ''
          : `<text x="${place.x(x) + 8}" y="${place.y(y) + 14}">${escaped(label)}</text>`),
    );
  return [isLine ? line : '', ...marks].join('');
}

function legendEntry(name: string, index: number): string {
  const y = size.top + inner.height - 20 - 20 * index;
  const x = size.left + 0.62 * inner.width;
  const colour = colours[index % colours.length] ?? '';
  return (
    `<line x1="${x}" y1="${y}" x2="${x + 22}" y2="${y}" stroke="${colour}" stroke-width="3"/>` +
    `<text x="${x + 30}" y="${y + 4}">${escaped(name)}</text>`
  );
}

function gridLines({ x, y }: Chart, place: Placing): readonly string[] {
  return [
    ...x.ticks.map(
      (tick) =>
        `<line x1="${place.x(tick)}" y1="${place.y(y.from)}" x2="${place.x(tick)}" y2="${place.y(y.to)}" stroke="#dee2e6"/>` +
        `<text x="${place.x(tick)}" y="${place.y(y.from) + 18}" text-anchor="middle">${escaped(x.write(tick))}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line x1="${place.x(x.from)}" y1="${place.y(tick)}" x2="${place.x(x.to)}" y2="${place.y(tick)}" stroke="#dee2e6"/>` +
        `<text x="${place.x(x.from) - 8}" y="${place.y(tick) + 4}" text-anchor="end">${escaped(y.write(tick))}</text>`,
    ),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
