// What is proposed in another document when a declaration changed. `‹…›` is what a server reports as an error there.
import assert from 'node:assert/strict';
import { changedParameter } from '../../../../../src/nextEdits/calls/changedParameter.ts';
import {
  brokenElsewhere,
  type ChangedDeclaration,
  type Rename,
} from '../../../../../src/nextEdits/elsewhere/brokenElsewhere.ts';
import { induceRules } from '../../../../../src/nextEdits/rules/induceRule.ts';
import { EditedFile } from '../editedFile.ts';

async function changedBy(languageId: string, text: string, edit: string): Promise<ChangedDeclaration> {
  const file = await EditedFile.open(languageId, text);
  file.edit(edit, false);
  const { resting } = file.resting();
  file.dispose();
  assert.ok(resting);
  const parameter = changedParameter(resting);
  if (parameter?.kind === 'removed') return { kind: 'parameterGone', parameter };
  const rule = induceRules(resting.units, resting.at).find((one) => one.rule.kind === 'rename')?.rule;
  assert.ok(rule);
  return { kind: 'renamed', rule: rule as Rename };
}

async function drawElsewhere(languageId: string, marked: string, changed: ChangedDeclaration) {
  const parts = marked.split(/([‹›])/);
  const text = parts.filter((part) => part !== '‹' && part !== '›').join('');
  const errors: { startOffset: number; endOffset: number }[] = [];
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    if (part === '‹')
      errors.push({ startOffset: offset, endOffset: offset + (parts[index + 1]?.length ?? 0) });
    if (part !== '‹' && part !== '›') offset += part.length;
  }
  const other = await EditedFile.open(languageId, text);
  const sites = brokenElsewhere(other.resting().searched, changed, errors);
  const drawn = other.draw({ rule: {} as never, sites });
  other.dispose();
  return drawn;
}

const users = 'export function getUser(id: number) {\n  return id;\n}\n';
const renamed = ['typescript', users, 'function «getUser→fetchUser»('] as const;
const carts = 'export class Cart {\n  total = 0;\n}\n';
const member = ['typescript', carts, '  «total→amount» = 0'] as const;
const load = 'export function load(name: string, signal?: number) {\n  return name;\n}\n';
const gone = ['typescript', load, 'name: string«, signal?: number→»'] as const;
const pythonUsers = 'def get_user(number):\n    return number\n';
const renamedPython = ['python', pythonUsers, 'def «get_user→fetch_user»('] as const;

const cases: readonly (readonly [string, readonly [string, string, string], string, string])[] = [
  [
    'an import that is reported, and what uses it',
    renamed,
    "import { ‹getUser› } from './users';\nconst first = getUser(1);\n// getUser stays\n",
    "import { «getUser→fetchUser» } from './users';\nconst first = «getUser→fetchUser»(1);\n// getUser stays\n",
  ],
  [
    'nothing where no server reports it',
    renamed,
    'const first = getUser(1);\n',
    'const first = getUser(1);\n',
  ],
  [
    'nothing for an error beside the name',
    renamed,
    "import { getUser } from './users';\nconst ‹first› = getUser(1);\n",
    "import { getUser } from './users';\nconst first = getUser(1);\n",
  ],
  [
    'only what is reported behind the name of a module',
    renamed,
    "import * as users from './users';\nusers.‹getUser›(1);\nconst getUser = 1;\n",
    "import * as users from './users';\nusers.«getUser→fetchUser»(1);\nconst getUser = 1;\n",
  ],
  [
    'nothing that is passed on under its name',
    renamed,
    "export { ‹getUser› } from './users';\n",
    "export { getUser } from './users';\n",
  ],
  [
    'nothing where the new name means something already',
    renamed,
    "import { ‹getUser› } from './users';\nfunction fetchUser() {\n  return getUser(1);\n}\n",
    "import { getUser } from './users';\nfunction fetchUser() {\n  return getUser(1);\n}\n",
  ],
  [
    'what is local and called so too',
    renamed,
    "import { ‹getUser› } from './users';\nexport const one = getUser(1);\nfunction inner(getUser: number) {\n  return getUser;\n}\n",
    "import { «getUser→fetchUser» } from './users';\nexport const one = «getUser→fetchUser»(1);\nfunction inner(getUser: number) {\n  return getUser;\n}\n",
  ],
  [
    'a member wherever it is reported, and nowhere else',
    member,
    'export const sum = (cart: Cart, other: { total: number }) => cart.‹total› + other.total;\n',
    'export const sum = (cart: Cart, other: { total: number }) => cart.«total→amount» + other.total;\n',
  ],
  [
    'an import in Python',
    renamedPython,
    'from users import ‹get_user›\n\nprint(get_user(1), "get_user")\n',
    'from users import «get_user→fetch_user»\n\nprint(«get_user→fetch_user»(1), "get_user")\n',
  ],
  [
    'the argument that nothing takes any more',
    gone,
    'load("one", ‹signal›);\nload("two");\nunload("three", signal);\n',
    'load("one"«, signal→»);\nload("two");\nunload("three", signal);\n',
  ],
];

describe('brokenElsewhere', () => {
  for (const [name, change, marked, expected] of cases)
    it(`finds ${name}`, async () => {
      const changed = await changedBy(...change);
      assert.equal(await drawElsewhere(change[0], marked, changed), expected);
    });
});
