// Reads tables out of Markdown. Pure. Must not know what stands in them.

/** @typedef {{ readonly head: readonly string[], readonly rows: readonly (readonly string[])[] }} Table */

/** The first table whose first cells of the head are these. @param {string} markdown @param {readonly string[]} head @returns {Table} */
export function tableWith(markdown, head) {
  const found = tablesOf(markdown).find((table) => head.every((cell, index) => table.head[index] === cell));
  if (found === undefined) throw new Error(`There is no table with the head ${head.join(' | ')}.`);
  return found;
}

/** @param {string} markdown @returns {readonly Table[]} */
export function tablesOf(markdown) {
  const tables = [];
  let lines = /** @type {string[]} */ ([]);
  for (const line of [...markdown.split('\n'), '']) {
    if (line.startsWith('|')) lines.push(line);
    else {
      const [head, rule, ...rows] = lines;
      if (head !== undefined && /^\|[ :|-]+\|$/.test(rule ?? ''))
        tables.push({ head: cellsOf(head), rows: rows.map(cellsOf) });
      lines = [];
    }
  }
  return tables;
}

/** The first number of a cell, `20.6 / 38.1` being 20.6. @param {string | undefined} cell */
export function numberIn(cell) {
  const found = /-?\d[\d,]*(?:\.\d+)?/.exec((cell ?? '').replaceAll('−', '-'));
  if (found === null) throw new Error(`There is no number in ${JSON.stringify(cell)}.`);
  return Number(found[0].replaceAll(',', ''));
}

/** @param {string} line */
function cellsOf(line) {
  return line
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim());
}
