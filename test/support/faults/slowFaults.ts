// The faults that take a copy of the weights or many starts: part of `npm test -- long`. What is seen of each stands in
// docs/RELIABILITY.md. Must not know how faults are cleaned up after.
import assert from 'node:assert/strict';
import { copyFile, rename, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertKind, type Fault, type Stage } from './stage.ts';

async function ownModel(stage: Stage): Promise<string> {
  const model = path.join(stage.folder, 'own.gguf');
  await copyFile(stage.modelPath, model);
  return model;
}

export const slowFaults: readonly Fault[] = [
  {
    name: 'the model file is cut off while it is loaded',
    sees: 'Nothing, because the weights are in memory. After a restart a message that the file is damaged, in every window.',
    happen: async (stage) => {
      const modelPath = await ownModel(stage);
      const { here, there } = await stage.pair({ modelPath });
      await truncate(modelPath, 1_000_000);
      for (const window of [here, there]) assertKind(await window.ask(), 'shown');
      assertKind(await here.ask('restart'), 'unavailable', 'modelInvalid');
      assertKind(await there.ask(), 'unavailable', 'modelInvalid');
      for (const window of [here, there]) {
        const { failure, message } = await window.ask('look');
        assert.equal(failure, 'modelInvalid');
        assert.ok(message !== undefined && message.length > 20, message);
      }
      await copyFile(stage.modelPath, modelPath);
      assertKind(await here.ask('restart'), 'shown');
    },
  },
  {
    name: 'the model file is replaced while it is loaded',
    sees: 'Nothing in windows that have it loaded; a window that opens later has an engine with the new file.',
    happen: async (stage) => {
      const modelPath = await ownModel(stage);
      const { here, engine } = await stage.pair({ modelPath });
      const other = path.join(stage.folder, 'other.gguf');
      await symlink(stage.modelPath, other);
      await rename(other, modelPath);
      assert.equal((await here.ask()).engine, engine);
      const later = await stage.open({ modelPath }).ask();
      assertKind(later, 'shown');
      assert.notEqual(later.engine, engine);
    },
  },
  {
    name: 'the engine dies again and again',
    sees: 'After the sixth time in three minutes a message with buttons to restart it and to show the log.',
    happen: async (stage) => {
      const window = stage.open();
      for (let death = 0; death < 6; death++) process.kill((await window.insist()).engine, 'SIGKILL');
      for (;;) {
        const { failure, message } = await window.ask('look');
        if (failure !== undefined) {
          assert.equal(failure, 'crashedTooOften');
          assert.match(message ?? '', /ended 6 times/);
          break;
        }
        await sleep(100);
      }
      assertKind(await window.ask(), 'unavailable', 'engineCrashed');
      assertKind(await window.ask('restart'), 'shown');
    },
  },
];
