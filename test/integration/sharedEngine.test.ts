// The engine that VS Code uses is the one that its user's other windows find.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SharedEngineInfo } from '../../engine/protocol/sharedProtocol.ts';
import { connectToEngine } from '../../src/client/shared/socketEngine.ts';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { quietLog } from '../support/quietLog.ts';
import { activeHearth } from './support/hearth.ts';

describe('the engine of an editor’s window', () => {
  it('lets another window of the same user in', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    const folder = path.join(hearthHome(), 'run');
    const signs = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(signs.map((name) => readFile(path.join(folder, name), 'utf8')));
    const infos = texts.map((text) => JSON.parse(text) as SharedEngineInfo);
    const own = infos.find(({ processId }) => processId === hearth.engineProcessId());
    assert.ok(own, 'the engine is not shared');
    const other = await connectToEngine(own, quietLog);
    assert.equal(other?.processId, own.processId);
    other?.disconnect();
  });
});
