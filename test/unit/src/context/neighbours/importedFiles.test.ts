// Which known files a text imports, by language and way of writing.
import assert from 'node:assert/strict';
import { importedFiles } from '../../../../../src/context/neighbours/importedFiles.ts';

interface Row {
  readonly title: string;
  readonly path: string;
  readonly languageId?: string;
  readonly text: string;
  readonly existing: readonly string[];
  readonly expected: readonly string[];
}

const ecmaScript: readonly Row[] = [
  {
    title: 'endings, folders and their index',
    path: 'src/a/main.ts',
    text: `import { x } from './x';\nimport * as y from "../y"\nimport z, { type Z } from './z/'`,
    existing: ['src/a/x.tsx', 'src/y.ts', 'src/a/z/index.ts', 'src/x.ts'],
    expected: ['src/a/x.tsx', 'src/y.ts', 'src/a/z/index.ts'],
  },
  {
    title: 'the name of the compiled file',
    path: 'src/main.ts',
    text: `import { x } from './x.js'; export * from './y.ts'; export { default } from './z.mjs';`,
    existing: ['src/x.ts', 'src/y.ts', 'src/z.mts'],
    expected: ['src/x.ts', 'src/y.ts', 'src/z.mts'],
  },
  {
    title: 'the written file before the compiled one',
    path: 'main.js',
    text: `import './x.js'`,
    existing: ['x.ts', 'x.js'],
    expected: ['x.js'],
  },
  {
    title: 'names over several lines, Windows line ends, type imports',
    path: 'a.ts',
    text: `import type {\r\n  One,\r\n  Two,\r\n} from './types';\r\n`,
    existing: ['types.d.ts'],
    expected: ['types.d.ts'],
  },
  {
    title: 'require and dynamic import',
    path: 'lib/a.js',
    languageId: 'javascript',
    text: `const { b } = require('./b')\nrequire("..")\nconst c = await import('./c.js')`,
    existing: ['lib/b.js', 'index.js', 'lib/c.js'],
    expected: ['lib/b.js', 'index.js', 'lib/c.js'],
  },
  {
    title: 'packages, itself and unknown files are left out',
    path: 'a.ts',
    text: `import 'b'; import './a'; import './c'`,
    existing: ['a.ts', 'b.ts'],
    expected: [],
  },
  {
    title: 'paths that are URIs',
    path: 'vscode-vfs://host/repo/src/a.ts',
    text: `import { b } from '../b';`,
    existing: ['vscode-vfs://host/repo/b.ts'],
    expected: ['vscode-vfs://host/repo/b.ts'],
  },
];

const python: readonly Row[] = [
  {
    title: 'relative modules, packages and submodules',
    path: 'app/api/routes.py',
    text: 'from . import users\nfrom .items import Item\nfrom ..core.config import (\n  settings, # why\n  x,\n)\nfrom .. import db as d',
    existing: [
      'app/api/users.py',
      'app/api/items/__init__.py',
      'app/core/config.py',
      'app/__init__.py',
      'app/db.py',
    ],
    expected: [
      'app/api/users.py',
      'app/api/items/__init__.py',
      'app/core/config.py',
      'app/__init__.py',
      'app/db.py',
    ],
  },
  {
    title: 'absolute modules from a root above, and from src',
    path: '/work/src/app/api/routes.py',
    text: 'from app.core import config\nimport app.models as m, os\nfrom app.db \\\n  import x',
    existing: ['/work/src/app/core/config.py', '/work/src/app/models.py', '/work/src/app/db.py'],
    expected: ['/work/src/app/core/config.py', '/work/src/app/db.py', '/work/src/app/models.py'],
  },
  {
    title: 'a module of the standard library is not the package neighbour of that name',
    path: 'app/main.py',
    text: 'import types\nfrom json import dumps',
    existing: ['app/__init__.py', 'app/types.py', 'app/json.py'],
    expected: [],
  },
];

describe('imported files', () => {
  for (const row of ecmaScript) it(`ECMAScript: ${row.title}`, () => check('typescript', row));
  for (const row of python) it(`Python: ${row.title}`, () => check('python', row));

  it('other languages name none', () => {
    assert.deepEqual(importedFiles('a.go', 'go', 'import "./b"', new Set(['b', 'b.ts'])), []);
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['unfinished imports', 'import '.repeat(20_000)],
    ['unfinished patterns', 'const {'.repeat(20_000)],
    ['unfinished parentheses', '\nfrom . import ('.repeat(5_000)],
    ['blanks', `import ${' '.repeat(200_000)}`],
    ['blanks behind Python keywords', `from ${' '.repeat(200_000)}`],
    ['blank lines', `import ${'\n'.repeat(200_000)}`],
    ['one long word', `import ${'x'.repeat(200_000)}`],
    ['dots', `from ${'.'.repeat(200_000)}`],
  ];
  for (const [title, text] of hostile) {
    it(`come to an end on hostile text: ${title}`, () => {
      assert.deepEqual(importedFiles('a.ts', 'typescript', text, new Set()), []);
      assert.deepEqual(importedFiles('a.py', 'python', text, new Set()), []);
    });
  }
});

function check(languageId: string, row: Row): void {
  const found = importedFiles(row.path, row.languageId ?? languageId, row.text, new Set(row.existing));
  assert.deepEqual(found, row.expected);
}
