// Which program is asked on Windows: never one that is looked for by its bare name.
import assert from 'node:assert/strict';
import path from 'node:path';
import { powershellFile } from '../../../../src/power/readPower.ts';

describe('powershellFile', () => {
  it('is a whole path below the system’s folder', () => {
    assert.equal(
      powershellFile({ SystemRoot: 'D:\\Win' }),
      'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    );
    assert.ok(path.win32.isAbsolute(powershellFile({})));
  });
});
