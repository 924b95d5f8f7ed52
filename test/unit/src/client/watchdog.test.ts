// Silence of an engine that owes an answer, counted in ticks.
import assert from 'node:assert/strict';
import { patience, Watchdog } from '../../../../src/client/watchdog.ts';
import { ManualTime } from '../../../support/manualTime.ts';

const allowedTicks = patience.answering;

function watched() {
  const time = new ManualTime();
  const state = { hangs: 0, pings: 0, steps: undefined as number | undefined };
  const watchdog = new Watchdog({
    ticker: time.ticker,
    ping: () => {
      state.pings++;
      const { steps } = state;
      return steps === undefined ? new Promise(() => {}) : Promise.resolve(steps);
    },
    onHang: () => {
      state.hangs++;
    },
  });
  return { time, watchdog, state };
}

describe('Watchdog', () => {
  it('calls a long silence a hang, once', async () => {
    const { time, watchdog, state } = watched();
    void watchdog.watch(new Promise(() => {}));
    await time.tick(allowedTicks);
    assert.equal(state.pings, 0);
    await time.tick(1);
    assert.equal(state.pings, 1);
    await time.tick(patience.pinging);
    assert.equal(state.hangs, 0);
    await time.tick(1);
    assert.equal(state.hangs, 1);
    await time.tick(allowedTicks);
    assert.equal(state.hangs, 1);
  });

  it('waits as long as the engine gets on with whatever it works on', async () => {
    const { time, watchdog, state } = watched();
    void watchdog.watch(new Promise(() => {}));
    for (state.steps = 0; state.steps < 20; state.steps++) await time.tick(allowedTicks + 1);
    assert.equal(state.hangs, 0);
    assert.equal(state.pings, 20);
  });

  it('calls an engine hung that answers pings and gets on with nothing', async () => {
    const { time, watchdog, state } = watched();
    state.steps = 7;
    void watchdog.watch(new Promise(() => {}));
    await time.tick(2 * allowedTicks + 1);
    assert.equal(state.hangs, 0);
    await time.tick(1);
    assert.equal(state.hangs, 1);
  });

  it('does not hold what was said before an answer against the next one', async () => {
    const { time, watchdog, state } = watched();
    state.steps = 7;
    let answer = () => {};
    const first = watchdog.watch(new Promise<void>((resolve) => (answer = resolve)));
    await time.tick(allowedTicks + 1);
    answer();
    await first;
    void watchdog.watch(new Promise(() => {}));
    await time.tick(allowedTicks + 1);
    assert.deepEqual([state.pings, state.hangs], [2, 0]);
  });

  it('is calmed by any word', async () => {
    const { time, watchdog, state } = watched();
    void watchdog.watch(new Promise(() => {}));
    await time.tick(allowedTicks);
    watchdog.heard();
    await time.tick(allowedTicks);
    assert.equal(state.hangs, 0);
  });

  it('takes an hour of sleep for one late tick', async () => {
    const { time, watchdog, state } = watched();
    void watchdog.watch(new Promise(() => {}));
    await time.tick(allowedTicks - 1);
    await time.pass(3_600_000);
    await time.tick(1);
    assert.equal(state.hangs, 0);
  });

  it('watches from the first to the last answer that is owed, and not in between', async () => {
    const { time, watchdog, state } = watched();
    await time.tick(100);
    let answerFirst = () => {};
    const first = watchdog.watch(new Promise<void>((resolve) => (answerFirst = resolve)));
    await time.tick(allowedTicks);
    const second = watchdog.watch(new Promise<void>(() => {}));
    answerFirst();
    await first;
    await time.tick(allowedTicks);
    assert.equal(state.hangs, 0);
    void second;
    watchdog.dispose();
    assert.equal(time.pending, 0);
  });

  it('has more patience with a start, however busy the machine', async () => {
    const { time, watchdog, state } = watched();
    void watchdog.watch(new Promise(() => {}));
    void watchdog.watch(new Promise(() => {}), patience.starting);
    await time.tick(patience.starting);
    assert.equal(state.pings, 0);
    await time.tick(1 + patience.pinging + 1);
    assert.equal(state.hangs, 1);
  });

  it('stops when an answer is a failure', async () => {
    const { time, watchdog } = watched();
    await assert.rejects(watchdog.watch(Promise.reject(new Error('no'))), /no/);
    assert.equal(time.pending, 0);
  });
});
