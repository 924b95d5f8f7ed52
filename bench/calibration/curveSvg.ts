// The gate's curve as a drawing. Pure.
import { lineChart, shareAxis } from '../lineChart.ts';
import type { CurvePoint } from './gateCurve.ts';

/** Of the first curve; the others would cover each other. */
const labelledThresholds = [0.2, 0.4, 0.6, 0.7];

/** One line a name: accepted characters kept (up) against suggestions shown (right). */
export function curveSvg(curves: Readonly<Record<string, readonly CurvePoint[]>>): string {
  return lineChart({
    title: 'What the gate keeps, by how much it shows',
    x: shareAxis('answers of which something is shown'),
    y: shareAxis('characters kept of all that are right'),
    series: Object.entries(curves).map(([name, curve], index) => ({
      name,
      isLine: true,
      points: curve.map(({ threshold, shownShare, keptShare, rightShare }) => ({
        x: shownShare,
        y: keptShare,
        ...(index === 0 && labelledThresholds.includes(threshold)
          ? { label: `≥ ${threshold}: ${Math.round(100 * rightShare)} % right` }
          : {}),
      })),
    })),
  });
}
