// Whether all of a workspace folder is hidden.
import assert from 'node:assert/strict';
import { FilePrivacy } from '../../../../src/privacy/filePrivacy.ts';
import { isAllHidden } from '../../../../src/privacy/hiddenFolder.ts';
import { ManualTime } from '../../../support/manualTime.ts';
import { MemoryFiles } from '../../../support/memoryFiles.ts';
import { quietLog } from '../../../support/quietLog.ts';

describe('isAllHidden', () => {
  for (const [name, texts, expected] of [
    ['no rules', {}, false],
    ['rules for some files', { '.gitignore': '*.log\nbuild/' }, false],
    ['rules for all', { '.gitignore': '*' }, true],
    ['below a folder that a repository ignores', { '/home/.git/HEAD': '', '/home/.gitignore': 'me/' }, true],
  ] as const) {
    it(`${name}: ${expected}`, async () => {
      const privacy = new FilePrivacy(new MemoryFiles(texts), new ManualTime().setTimer, quietLog);
      assert.equal(await isAllHidden('file:///home/me/work', privacy), expected);
    });
  }
});
