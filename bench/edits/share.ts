// A share of a count, as tables say it. Pure.

/** With its 95 % interval by Wilson. */
export function share(count: number, of: number): string {
  if (of === 0) return '–';
  const z = 1.96;
  const p = count / of;
  const centre = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const percent = (value: number) => (100 * value).toFixed(1);
  return `${percent(p)} % (${percent(Math.max(0, centre - half))}–${percent(Math.min(1, centre + half))})`;
}
