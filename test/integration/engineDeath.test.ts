// The engine dies under the typing person's hands.
import assert from 'node:assert/strict';
import { activeHearth, eventually } from './support/hearth.ts';
import { Typist } from './support/typing.ts';

describe('an engine that is killed while someone types', () => {
  it('comes back, and so do suggestions, without a lost key', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    const typist = await Typist.inFile(hearth, 'killed.ts', 'const first = 1;\nconst second = 2;\n█\n');
    await typist.type('con');
    const killed = hearth.engineProcessId();
    assert.ok(killed !== undefined);
    process.kill(killed, 'SIGKILL');
    await typist.type('st thi');
    assert.equal(typist.line, 'const thi');
    // Until the exit is heard of, the old one counts as ready.
    await eventually('another engine, ready', () => {
      const isReady = hearth.engineStatus().state === 'ready';
      return isReady && hearth.engineProcessId() !== killed ? true : undefined;
    });
    const { outcome } = await typist.type('rd');
    assert.equal(outcome.kind, 'shown');
    await typist.accept();
    assert.match(typist.line, /^const third\b.*3/);
    await typist.close();
  });
});
