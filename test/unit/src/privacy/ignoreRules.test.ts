// Ignore files of several folders, read together.
import assert from 'node:assert/strict';
import { type FolderRules, IgnoreRules } from '../../../../src/privacy/ignoreRules.ts';

const none: FolderRules = {
  isRepository: false,
  excludes: [],
  gitignore: undefined,
  hearthignore: undefined,
};
const git = (gitignore: string): Partial<FolderRules> => ({ gitignore });
const hearth = (hearthignore: string): Partial<FolderRules> => ({ hearthignore });

describe('IgnoreRules', () => {
  for (const [name, folders, hidden, shown] of [
    ['no rules', { '': {} }, [], ['a.ts', '.x/a.ts']],
    ['a name at any depth', { '': git('*.log\n') }, ['a.log', 'b/c/a.log'], ['a.log.ts']],
    ['a tied pattern', { '': git('/dist\nsrc/gen\n') }, ['dist/a.js', 'src/gen/a.ts'], ['b/dist/a.js']],
    ['a folder and all in it', { '': git('build/') }, ['build/a.ts', 'b/build/c/a.ts'], ['build']],
    ['negation', { '': git('*.ts\n!keep.ts') }, ['a.ts'], ['keep.ts', 'b/keep.ts']],
    ['no way back out of a hidden folder', { '': git('b/\n!b/keep.ts') }, ['b/keep.ts'], []],
    ['everything but', { '': git('*\n!*/\n!*.py') }, ['a.ts', 'b/a.ts'], ['a.py', 'b/c/a.py']],
    ['comments and empty lines', { '': git('# *.ts\r\n\r\n  \r\n*.log\r\n') }, ['a.log'], ['a.ts']],
    ['a mark of byte order', { '': git('\uFEFF*.log') }, ['a.log'], []],
    [
      'a folder’s own rules',
      { '': {}, b: git('*.ts\n/c') },
      ['b/a.ts', 'b/d/a.ts', 'b/c/x'],
      ['a.ts', 'd/c/x'],
    ],
    ['a folder that brings back', { '': git('*.ts'), b: git('!*.ts') }, ['a.ts'], ['b/a.ts', 'b/c/a.ts']],
    ['names that look like patterns', { '': {}, 'a[1] *': git('*.ts') }, ['a[1] */x.ts'], ['a1 b/x.ts']],
    ['what git hides for one person', { '': { excludes: ['mine/'] } }, ['mine/a.ts'], ['a.ts']],
    ['git’s file over that', { '': { excludes: ['*.ts'], ...git('!a.ts') } }, ['b.ts'], ['a.ts']],
    ['Hearth’s own file', { '': hearth('*.sql'), b: hearth('*.py') }, ['a.sql', 'b/a.py'], ['a.py']],
    ['Hearth’s own file over git’s', { '': hearth('!notes/'), b: git('notes/') }, [], ['b/notes/a.md']],
    ['and the other way', { '': { ...git('notes/'), ...hearth('!notes/') } }, [], ['notes/a.md']],
    ['other letters’ case', { '': git('Secrets/\n*.Log') }, ['secrets/a.ts', 'a.log'], ['b.ts']],
    ['a name brought back in one case only', { '': git('*.log\n!Keep.log') }, ['keep.log'], ['Keep.log']],
    [
      'a repository inside: git’s rules end there, Hearth’s do not',
      { '': { ...git('inner/\n*.py'), ...hearth('*.sql') }, inner: { isRepository: true, ...git('*.ts') } },
      ['inner/a.ts', 'inner/a.sql'],
      ['inner/a.py'],
    ],
  ] as const) {
    it(name, () => {
      for (const [paths, expected] of [
        [hidden, true],
        [shown, false],
      ] as const) {
        for (const path of paths) assert.equal(rulesFor(folders, path).hide(path), expected, path);
      }
    });
  }
});

/** The rules on the way to `path`. */
function rulesFor(folders: Readonly<Record<string, Partial<FolderRules>>>, path: string): IgnoreRules {
  const names = path.split('/').slice(0, -1);
  const onTheWay = ['', ...names.map((_, index) => names.slice(0, index + 1).join('/'))];
  return new IgnoreRules(
    onTheWay.map((folder) => ({ path: folder, rules: { ...none, ...folders[folder] } })),
  );
}
