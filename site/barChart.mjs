// A chart of horizontal bars as HTML that style sheets colour: names, bars and figures in rows. Pure.
// Must not know what it shows. It is a table for whoever cannot see it.

/** @typedef {{ readonly name: string, readonly value: number, readonly isOurs?: boolean }} Bar */

/** @param {{ caption: string, unit: string, bars: readonly Bar[] }} chart */
export function barChart({ caption, unit, bars }) {
  const most = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(({ name, value, isOurs }) => {
    const share = (100 * value) / most;
    // The width is data: an attribute of SVG, which no policy for styles forbids.
    return `<tr${isOurs === true ? ' class="ours"' : ''}><th scope="row">${escapeHtml(name)}</th>
<td><div class="row"><svg class="bar" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none"><rect width="${Math.max(share, 0.4).toFixed(1)}" height="10"/></svg>
<span class="figure">${new Intl.NumberFormat('en').format(value)} ${escapeHtml(unit)}</span></div></td></tr>`;
  });
  return `<table class="chart"><caption>${escapeHtml(caption)}</caption><tbody>${rows.join('\n')}</tbody></table>`;
}

/** @param {string} text */
export function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
