// Every link and picture of the project's own pages leads to a file, and to a heading of it, that is there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const pages = ['.', 'docs'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name)),
);

/** As the project's host makes them of headings. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe('links of', () => {
  for (const page of pages) {
    it(page, () => {
      const markdown = readFileSync(page, 'utf8').replaceAll(/`[^`\n]*`/g, '');
      const targets = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^(?:https?|command):/.test(target));
      for (const target of targets) {
        const [file = '', anchor] = target.split('#');
        const found = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
        assert.ok(existsSync(found), target);
        if (anchor !== undefined) assert.ok(anchorsOf(readFileSync(found, 'utf8')).has(anchor), target);
      }
    });
  }

  it('many pages', () => assert.ok(pages.length > 10, pages.join(', ')));
});
