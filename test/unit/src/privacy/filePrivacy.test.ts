// Whether a document may be read: what is known when, and what happens while the rules are read.
import assert from 'node:assert/strict';
import { FilePrivacy } from '../../../../src/privacy/filePrivacy.ts';
import { ManualTime, settle } from '../../../support/manualTime.ts';
import { MemoryFiles } from '../../../support/memoryFiles.ts';
import { quietLog } from '../../../support/quietLog.ts';

const inside = 'file:///home/me/work/';

function given(texts: Readonly<Record<string, string>> = {}) {
  const files = new MemoryFiles(texts);
  const time = new ManualTime();
  const warnings: string[] = [];
  const log = { ...quietLog, warn: (message: string) => warnings.push(message) };
  const privacy = new FilePrivacy(files, time.setTimer, log);
  const refusalAfter = async (uri: string, text?: string) => {
    await privacy.rulesRead(uri);
    return privacy.refusal(uri, text);
  };
  return { files, time, warnings, privacy, refusalAfter };
}

/** Holds every look at the files back until the returned function is called. */
function closeGate(files: MemoryFiles): () => void {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  files.beforeLook = () => opened;
  return () => open();
}

describe('FilePrivacy', () => {
  for (const [uri, text, refusal] of [
    ['untitled:Untitled-1', 'let a', undefined],
    ['untitled:Untitled-1', '-----BEGIN PRIVATE KEY-----', 'secretFile'],
    ['untitled:/home/me/work/.env', '', 'secretFile'],
    ['file:///etc/hosts.conf', '', 'rulesNotRead'],
    ['file:///home/me/worked.ts', '', 'rulesNotRead'],
    ['memory:/home/me/worked.ts', '', undefined],
    ['file:///elsewhere/.env', '', 'secretFile'],
    [`${inside}.env`, '', 'secretFile'],
    [`${inside}a.ts`, '', 'rulesNotRead'],
  ] as const) {
    it(`says at once of ${uri}: ${refusal ?? 'allowed'}`, () =>
      assert.equal(given().privacy.refusal(uri, text), refusal));
  }

  for (const [name, texts, path, refusal] of [
    ['no rules', {}, 'a.ts', undefined],
    ['rules of the folder', { '.gitignore': '*.log' }, 'b/c/a.log', 'ignoredFile'],
    ['rules of a folder further down', { 'b/c/.hearthignore': 'x.ts' }, 'b/c/x.ts', 'ignoredFile'],
    ['rules of a folder beside', { 'd/.gitignore': '*' }, 'b/x.ts', undefined],
    ['what one person excludes', { '.git/info/exclude': 'x.ts' }, 'x.ts', 'ignoredFile'],
    [
      'what one person excludes in a worktree’s repository',
      {
        '.git': 'gitdir: /repo/.git/worktrees/work\n',
        '/repo/.git/worktrees/work/commondir': '../..\n',
        '/repo/.git/info/exclude': 'x.ts',
      },
      'x.ts',
      'ignoredFile',
    ],
    [
      'what one person excludes in a submodule',
      { 'lib/.git': 'gitdir: ../.git/modules/lib\n', '.git/modules/lib/info/exclude': '/x.ts' },
      'lib/x.ts',
      'ignoredFile',
    ],
    [
      'what one person excludes everywhere',
      { '.git/HEAD': '', '/home/me/.config/git/ignore': '*.local.ts' },
      'b/x.local.ts',
      'ignoredFile',
    ],
    [
      'the file that the user’s configuration names',
      {
        '.git/HEAD': '',
        '/home/me/.gitconfig': '[core]\n\tautocrlf = input\n\texcludesFile = "~/ignored" # mine\n',
        '/home/me/ignored': 'x.ts',
      },
      'x.ts',
      'ignoredFile',
    ],
    [
      'the file that an included or a repository’s configuration names',
      {
        '.git/config': '[includeIf "gitdir:~/work/"]\n\tpath = more\n',
        '.git/more': '[CORE] ExcludesFile = /else/where',
        '/else/where': 'x.ts',
      },
      'x.ts',
      'ignoredFile',
    ],
    [
      'what a repository brings back',
      { '.git/HEAD': '', '.gitignore': '!x.ts', '/home/me/.config/git/ignore': 'x.ts' },
      'x.ts',
      undefined,
    ],
    ['nobody’s own rules without a repository', { '/home/me/.config/git/ignore': 'x.ts' }, 'x.ts', undefined],
    ['a worktree', { '.git': 'gitdir: elsewhere', '.gitignore': 'x.ts' }, 'x.ts', 'ignoredFile'],
    [
      'a repository above',
      { '/home/.git/HEAD': '', '/home/.gitignore': 'x.ts\n/me/work/gen/', '/home/me/.gitignore': '*.sql' },
      'gen/a.ts',
      'ignoredFile',
    ],
    ['no repository above', { '/home/me/.gitignore': '*' }, 'a.ts', undefined],
    [
      'a repository here',
      { '.git/HEAD': '', '/home/.git/HEAD': '', '/home/.gitignore': '*' },
      'a.ts',
      undefined,
    ],
    ['a name with odd characters', { '.gitignore': 'é ü/' }, 'é ü/a%20b.ts', 'ignoredFile'],
    ['a key inside what is allowed', { '.gitignore': '!server.key' }, 'server.key', 'secretFile'],
  ] as const) {
    it(`reads ${name}`, async () => {
      const uri = inside + path.split('/').map(encodeURIComponent).join('/');
      assert.equal(await given(texts).refusalAfter(uri), refusal);
    });
  }

  for (const [name, links, uri, refusal] of [
    ['a link to a secret', { 'notes.txt': '/home/me/.ssh/id_rsa' }, `${inside}notes.txt`, 'secretFile'],
    ['a link to a hidden file', { 'a.ts': '/home/me/work/gen/a.ts' }, `${inside}a.ts`, 'ignoredFile'],
    ['a link to a hidden folder', { shown: '/home/me/work/gen' }, `${inside}shown/deep/a.ts`, 'ignoredFile'],
    ['a link out of the workspace', { 'a.ts': '/elsewhere/a.ts' }, `${inside}a.ts`, undefined],
    [
      'a link outside of the workspace to a secret',
      { '/tmp/a.txt': '/x/.env' },
      'file:///tmp/a.txt',
      'secretFile',
    ],
    [
      'a link outside of the workspace into it',
      { '/tmp/a.txt': '/home/me/work/gen/a.ts' },
      'file:///tmp/a.txt',
      'ignoredFile',
    ],
    ['no link', {}, `${inside}a.ts`, undefined],
    ['no link outside of the workspace', {}, 'file:///tmp/a.ts', undefined],
    ['a workspace that is a link', { '': '/data/work' }, `${inside}a.ts`, undefined],
    ['a hidden file in a workspace that is a link', { '': '/data/work' }, `${inside}gen/a.ts`, 'ignoredFile'],
  ] as const) {
    it(`follows ${name}`, async () => {
      const { files, refusalAfter } = given({ '.gitignore': 'gen/', '/data/work/.gitignore': 'gen/' });
      const { pathname } = new URL(uri);
      for (const [from, target] of Object.entries<string>(links)) {
        const link = files.absolute(from).replace(/\/$/, '');
        files.links.set(link, target);
        files.texts.set(target + pathname.slice(link.length), '');
      }
      assert.equal(await refusalAfter(uri), refusal);
    });
  }

  it('follows files.exclude, also on condition', async () => {
    const { files, privacy, refusalAfter } = given({ 'a.ts': '' });
    files.exclude = { '**/*.js': { when: '$(basename).ts' }, '**/gen': true };
    assert.equal(await refusalAfter(`${inside}a.js`), 'ignoredFile');
    assert.equal(await refusalAfter(`${inside}b.js`), undefined);
    assert.equal(await refusalAfter(`${inside}gen/a.ts`), 'ignoredFile');
    files.exclude = {};
    privacy.forgetRules();
    assert.equal(await refusalAfter(`${inside}a.js`), undefined);
  });

  it('reads a folder once', async () => {
    const { files, refusalAfter } = given();
    await Promise.all(['a.ts', 'b.ts', 'a.ts'].map((name) => refusalAfter(inside + name)));
    await refusalAfter(`${inside}c.ts`);
    assert.equal(new Set(files.reads).size, files.reads.length);
  });

  it('waits for a slow file system for a second, and knows when it has answered', async () => {
    const { files, time, privacy } = given({ '.gitignore': 'b.ts' });
    const open = closeGate(files);
    const waits = privacy.rulesRead(`${inside}a.ts`);
    await time.pass(1000);
    await waits;
    assert.equal(privacy.refusal(`${inside}a.ts`), 'rulesNotRead');
    open();
    await settle();
    assert.equal(privacy.refusal(`${inside}a.ts`), undefined);
    assert.equal(time.pending, 0);
  });

  it('rules that change while they are read are read again', async () => {
    const { files, privacy } = given();
    const open = closeGate(files);
    const waits = privacy.rulesRead(`${inside}a.ts`);
    await settle();
    files.texts.set(files.absolute('.gitignore'), '*.ts');
    privacy.forgetRules();
    open();
    await waits;
    assert.equal(privacy.refusal(`${inside}a.ts`), 'ignoredFile');
  });

  it('keeps a document that held a key hidden while it is edited, and looks anew once it was closed', async () => {
    const { files, privacy, refusalAfter } = given();
    const uri = `${inside}a.txt`;
    assert.equal(await refusalAfter(uri, '-----BEGIN PRIVATE KEY-----'), 'secretFile');
    assert.equal(privacy.refusal(uri, 'edited'), 'secretFile');
    privacy.forget(uri);
    assert.equal(privacy.refusal(uri, 'edited'), 'rulesNotRead');
    files.links.set('/home/me/work/a.txt', '/home/me/.ssh/id_rsa');
    files.texts.set('/home/me/.ssh/id_rsa', '');
    assert.equal(await refusalAfter(uri, 'edited'), 'secretFile');
  });

  it('tells of changes', async () => {
    const { files, privacy, refusalAfter } = given();
    assert.equal(await refusalAfter(`${inside}a.ts`), undefined);
    let told = 0;
    const listener = privacy.onRulesChanged(() => told++);
    files.texts.set(files.absolute('.gitignore'), '*.ts');
    privacy.forgetRules();
    listener.dispose();
    privacy.forgetRules();
    assert.equal(told, 1);
    assert.equal(privacy.refusal(`${inside}a.ts`), 'rulesNotRead');
    assert.equal(await refusalAfter(`${inside}a.ts`), 'ignoredFile');
  });

  it('allows nothing where rules cannot be read, says so once, and tries again later', async () => {
    const { files, time, warnings, refusalAfter } = given();
    files.beforeLook = () => Promise.reject(new Error('no permission'));
    assert.equal(await refusalAfter(`${inside}a.ts`), 'rulesNotRead');
    assert.equal(await refusalAfter(`${inside}a.ts`), 'rulesNotRead');
    assert.match(warnings.join('\n'), /^No suggestions in file:.*no permission/);
    assert.equal(warnings.length, 1);
    files.beforeLook = () => Promise.resolve();
    await time.pass(5000);
    assert.equal(await refusalAfter(`${inside}a.ts`), undefined);
  });

  it('takes folders above that cannot be read for no repository', async () => {
    const { files, refusalAfter } = given({ '.gitignore': 'b.ts', 'a.ts': '', 'b.ts': '' });
    files.beforeLook = (path) =>
      path.startsWith('/home/me/work/') ? Promise.resolve() : Promise.reject(new Error('no permission'));
    assert.equal(await refusalAfter(`${inside}a.ts`), undefined);
    assert.equal(await refusalAfter(`${inside}b.ts`), 'ignoredFile');
  });
});
