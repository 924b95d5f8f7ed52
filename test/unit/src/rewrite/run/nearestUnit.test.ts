// What a cursor means in rules, sections, properties and elements.
import assert from 'node:assert/strict';
import { nearestUnit } from '../../../../../src/rewrite/run/nearestUnit.ts';

const css = 'body { margin: 0 }\n\n/* { } */\n.list > .item {\n  gap: 12px;\n  content: "}";\n}\n';
const scss = '.a {\n  .b {\n    x: 1;\n  }\n}\n';
const json = '{\n  "name": "a",\n  "scripts": {\n    "build": "tsc {"\n  },\n  "list": [1, 2]\n}\n';
const yaml =
  'jobs:\n  test:\n    runs-on: linux\n    steps:\n      - run: a\n        name: b\n      - run: c\n';
const html = '<ul>\n  <li>\n    <b>one</b>\n  </li>\n  <li>two</li>\n</ul>\n';
const markdown = '# A\n\nOne.\n\n```sh\n# no heading\n```\n\n## B\n\nTwo.\n';

describe('the nearest unit', () => {
  for (const [languageId, text, at, expected] of [
    ['css', css, 'gap', '/* { } */\n.list > .item {\n  gap: 12px;\n  content: "}";\n}'],
    ['css', css, 'margin', 'body { margin: 0 }'],
    ['css', css, '.list', '/* { } */\n.list > .item {\n  gap: 12px;\n  content: "}";\n}'],
    ['scss', scss, 'x: 1', '.b {\n    x: 1;\n  }'],
    ['json', json, '"build"', '"scripts": {\n    "build": "tsc {"\n  }'],
    ['json', json, '"name"', json.trim()],
    ['yaml', yaml, 'name: b', '- run: a\n        name: b'],
    [
      'yaml',
      yaml,
      'runs-on',
      'test:\n    runs-on: linux\n    steps:\n      - run: a\n        name: b\n      - run: c',
    ],
    ['yaml', yaml, 'steps', 'steps:\n      - run: a\n        name: b\n      - run: c'],
    ['html', html, 'one', '<li>\n    <b>one</b>\n  </li>'],
    ['html', html, '<li>two', html.trim()],
    ['markdown', markdown, 'no heading', '# A\n\nOne.\n\n```sh\n# no heading\n```'],
    ['markdown', markdown, 'Two', '## B\n\nTwo.'],
    ['typescript', css, 'gap', undefined],
    ['yaml', 'a:\n\n', '\n\n', undefined],
    ['css', '.a { b: c', 'b', undefined],
  ] as const) {
    it(`${languageId}: ${at}`, () => {
      const offset = text.indexOf(at) + (at === '\n\n' ? 1 : 0);
      const unit = nearestUnit(languageId, text, offset);
      assert.equal(unit && text.slice(unit.startOffset, unit.endOffset), expected);
    });
  }
});
