// The engine that VS Code uses is the one that its user's other windows find.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { connectToEngine, readInfo } from '../../src/client/shared/socketEngine.ts';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { quietLog } from '../support/quietLog.ts';
import { activeHearth } from './support/hearth.ts';

describe('the engine of an editor’s window', () => {
  it('lets another window of the same user in', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    const folder = path.join(hearthHome(), 'run');
    const signs = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    // Other engines of this user come and go meanwhile.
    const infos = await Promise.all(signs.map((name) => readInfo(path.join(folder, name))));
    const own = infos.find((info) => info?.processId === hearth.engineProcessId());
    assert.ok(own, 'the engine is not shared');
    const other = await connectToEngine(own, quietLog);
    assert.equal(other?.processId, own.processId);
    other?.disconnect();
  });
});
