// Builds the page that explains Hearth: `node site/build.mjs [FOLDER]`. Plain HTML and CSS from the template beside this
// file; its figures are those of docs, its version the manifest's.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import { barChart } from './barChart.mjs';
import { numberIn, tableWith } from './tables.mjs';

const siteFolder = path.dirname(fileURLToPath(import.meta.url));
const projectRoot = path.dirname(siteFolder);
const pictures = [
  'typing.gif',
  'rewrite.png',
  'next-edit.png',
  'why-no-suggestion.png',
  'first-run.png',
  'icon.png',
];

const read = (/** @type {string} */ file) => readFileSync(path.join(projectRoot, file), 'utf8');

/** @param {string} folder is emptied first */
export function buildSite(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const parts = pageParts();
  const html = readFileSync(path.join(siteFolder, 'index.html'), 'utf8').replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name) => {
      const part = parts[name];
      if (part === undefined) throw new Error(`The template wants ${name}, which nobody makes.`);
      return part;
    },
  );
  writeFileSync(path.join(folder, 'index.html'), html);
  cpSync(path.join(siteFolder, 'style.css'), path.join(folder, 'style.css'));
  for (const picture of pictures)
    cpSync(path.join(projectRoot, 'media', picture), path.join(folder, picture));
}

/** @returns {Readonly<Record<string, string>>} */
function pageParts() {
  const { version } = JSON.parse(read('package.json'));
  return {
    version,
    latencyChart: latencyChart(read('docs/BENCHMARKS.md')),
    qualityChart: qualityChart(read('docs/QUALITY.md')),
    peers: peersOf(read('README.md')),
  };
}

/** The table can be scrolled by itself, and its empty corner heads nothing. @param {string} readme */
function peersOf(readme) {
  return new MarkdownIt()
    .render(sectionOf(readme, 'Beside others'))
    .replace('<th></th>', '<td></td>')
    .replace('<table>', '<div class="scroll wide" tabindex="0" role="region" aria-label="Comparison"><table>')
    .replace('</table>', '</table></div>');
}

/** What stands under a heading of the second level. @param {string} markdown @param {string} heading */
function sectionOf(markdown, heading) {
  const found = markdown.split(/^## /m).find((section) => section.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`There is no section ${heading}.`);
  return found.slice(heading.length);
}

/** @param {string} benchmarks */
function latencyChart(benchmarks) {
  const { head, rows } = tableWith(benchmarks, ['layout', 'tokens evaluated']);
  const column = head.indexOf('first token, ms');
  const names = /** @type {Record<string, string>} */ ({
    hearth: 'Hearth',
    peer: 'llama.vscode’s request',
    uncached: 'without a cache',
  });
  return barChart({
    caption: 'From a key inside a line to the first token of the answer, median',
    unit: 'ms',
    bars: rows.map(([layout = '', ...cells]) => ({
      name: names[layout] ?? layout,
      value: numberIn(cells[column - 1]),
      isOurs: layout === 'hearth',
    })),
  });
}

/** @param {string} quality */
function qualityChart(quality) {
  const { head, rows } = tableWith(quality, ['kind', 'psm']);
  const [plain, ships] = [head.indexOf('psm'), head.indexOf('shipped')];
  return barChart({
    caption: 'Suggested lines that were exactly right, of 400 places in code newer than the model',
    unit: '%',
    bars: rows.flatMap((row) => [
      { name: `${row[0]}: Hearth`, value: numberIn(row[ships]), isOurs: true },
      { name: `${row[0]}: plain prompt`, value: numberIn(row[plain]) },
    ]),
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = path.resolve(process.argv[2] ?? path.join(projectRoot, 'out', 'site'));
  buildSite(folder);
  console.log(path.join(folder, 'index.html'));
}
