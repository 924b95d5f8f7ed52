// Who answers while a server goes and comes back, and who is told. Servers are fake backends, time is by hand.
import assert from 'node:assert/strict';
import { EngineError } from '../../../../engine/base/engineError.ts';
import { BackendUnavailableError } from '../../../../engine/llama/backend.ts';
import type { LoadResult } from '../../../../engine/protocol/protocol.ts';
import { type ServerEvents, ServerModel } from '../../../../engine/serving/serverModel.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualTime, settle } from '../../../support/manualTime.ts';

class FakeServer extends FakeBackend {
  probes = 0;
  isAway = false;

  probe(): Promise<void> {
    this.probes++;
    return this.isAway ? Promise.reject(gone) : Promise.resolve();
  }
}

const gone = new BackendUnavailableError('serverGone', 'nobody there');

function stage(standsIn: boolean) {
  const time = new ManualTime();
  const told: LoadResult[] = [];
  const servers: FakeServer[] = [];
  const here = new FakeBackend();
  let events: ServerEvents | undefined;
  const state = { isReachable: true, standIns: 0 };
  const model = new ServerModel({
    now: time.now,
    setTimer: time.setTimer,
    log: () => {},
    connect: (given) => {
      if (!state.isReachable) return Promise.reject(gone);
      events = given;
      servers.push(new FakeServer());
      return Promise.resolve(servers.at(-1) ?? new FakeServer());
    },
    loadStandIn: standsIn
      ? () => {
          state.standIns++;
          return Promise.resolve(here);
        }
      : undefined,
    onServed: (result) => told.push(result),
  });
  return { time, told, servers, here, state, model, events: () => events };
}

describe('a model on a server', () => {
  it('answers from the server while it is well, and loads nothing here', async () => {
    const { model, servers, state } = stage(true);
    await model.start();
    assert.equal(model.current.backend, servers[0]);
    assert.deepEqual(model.result.serving, { by: 'server' });
    assert.equal(state.standIns, 0);
  });

  it('has this machine stand in while the server is away, tells so, and goes back to it', async () => {
    const { model, servers, here, told, time, events } = stage(true);
    await model.start();
    const [server] = servers;
    assert.ok(server !== undefined);
    server.isAway = true;
    events()?.onTrouble(gone);
    await settle();
    assert.equal(model.current.backend, here);
    assert.deepEqual(told.at(-1)?.serving, { by: 'thisMachine', trouble: 'serverGone' });
    await time.pass(2000);
    assert.equal(server.probes, 1);
    assert.equal(model.current.backend, here);
    await time.pass(4000);
    assert.equal(server.probes, 2);
    events()?.onWell();
    assert.equal(model.current.backend, server);
    assert.deepEqual(told.at(-1)?.serving, { by: 'server' });
  });

  it('leaves the refusal to the server’s own model where nothing is to stand in', async () => {
    const { model, servers, told, events } = stage(false);
    await model.start();
    events()?.onTrouble(gone);
    await settle();
    assert.equal(model.current.backend, servers[0]);
    assert.deepEqual(told.at(-1)?.serving, { by: 'nobody', trouble: 'serverGone' });
  });

  it('meets anew a server that runs another model', async () => {
    const { model, servers, time, events } = stage(true);
    await model.start();
    events()?.onTrouble(new BackendUnavailableError('serverModel', 'another'));
    await settle();
    await time.pass(2000);
    await settle();
    assert.equal(servers.length, 2);
    assert.equal(model.current.backend, servers[1]);
    assert.equal(servers[0]?.isDisposed, true);
  });

  it('starts with this machine where the server is away, and takes the server when it comes', async () => {
    const { model, here, servers, state, time } = stage(true);
    state.isReachable = false;
    await model.start();
    assert.equal(model.current.backend, here);
    state.isReachable = true;
    await time.pass(2000);
    await settle();
    assert.equal(model.current.backend, servers[0]);
  });

  it('does not start where neither is there', async () => {
    const { model, state } = stage(false);
    state.isReachable = false;
    await assert.rejects(
      model.start(),
      (error) => error instanceof EngineError && error.kind === 'serverUnavailable',
    );
  });

  it('frees both', async () => {
    const { model, servers, here, events } = stage(true);
    await model.start();
    events()?.onTrouble(gone);
    await settle();
    await model.dispose();
    assert.deepEqual([servers[0]?.isDisposed, here.isDisposed], [true, true]);
  });
});
