// Git's configuration files: their syntax, and where they are.
import assert from 'node:assert/strict';
import { readGitConfig } from '../../../../src/privacy/gitConfig.ts';
import { gitPlaces } from '../../../../src/privacy/gitPlaces.ts';

describe('readGitConfig', () => {
  for (const [text, excludesFiles, includes] of [
    ['[core]\n\texcludesFile = ~/ignored\n', ['~/ignored'], []],
    ['[CORE]\r\n  excludesfile=a b # mine\r\n', ['a b'], []],
    ['[core] excludesFile = "a # b" ; no\n', ['a # b'], []],
    ['[core]\nexcludesFile = "C:\\\\Users\\\\me\\\\ignored"', ['C:\\Users\\me\\ignored'], []],
    ['[core]\nexcludesFile = a\\\nb\n', ['ab'], []],
    ['[core]\nexcludesFile = a\nexcludesFile = b\n', ['a', 'b'], []],
    ['[core "x"]\nother = 1\n[alias]\nexcludesFile = no\n', [], []],
    ['# [core]\n; excludesFile = no\n[core]\nexcludesFile\n', [], []],
    ['[include]\npath = more\n[includeIf "gitdir:~/w/"]\npath = "other"\n', [], ['more', 'other']],
    ['', [], []],
  ] as const) {
    it(JSON.stringify(text), () => assert.deepEqual(readGitConfig(text), { excludesFiles, includes }));
  }

  it('takes time in proportion to what it reads', () => {
    const long = `[core]\n${'"\\'.repeat(200_000)}x\nexcludesFile = ${'"#'.repeat(200_000)}\n`;
    assert.equal(readGitConfig(long).excludesFiles.length, 1);
  });
});

describe('gitPlaces', () => {
  it('follows the variables that Git follows', () => {
    assert.deepEqual(gitPlaces({}, '/home/me').configs.slice(-2), [
      '/home/me/.config/git/config',
      '/home/me/.gitconfig',
    ]);
    assert.equal(gitPlaces({ XDG_CONFIG_HOME: '/x' }, '/home/me').defaultExcludes, '/x/git/ignore');
    assert.deepEqual(gitPlaces({ GIT_CONFIG_GLOBAL: '/g', GIT_CONFIG_SYSTEM: '/s' }, '/h').configs, [
      '/s',
      '/g',
    ]);
  });

  it('has slashes between a Windows path’s names', () => {
    const places = gitPlaces({ ProgramFiles: 'C:\\Program Files' }, 'C:\\Users\\me');
    assert.equal(places.home, '/C:/Users/me');
    assert.ok(places.configs.includes('/C:/Program Files/Git/etc/gitconfig'));
  });
});
