// When the status says that somebody waits.
import assert from 'node:assert/strict';
import { RequestWatch } from '../../../../src/status/requestWatch.ts';
import { ManualTime } from '../../../support/manualTime.ts';

describe('RequestWatch', () => {
  let time: ManualTime;
  let watch: RequestWatch;
  let changes: string[];
  beforeEach(() => {
    time = new ManualTime();
    watch = new RequestWatch(time.now, time.setTimer);
    changes = [];
    watch.onChange(() => changes.push(watch.waiting));
  });

  it('tells of what was asked for by hand, from its beginning to its end', () => {
    const end = watch.begin(true);
    assert.equal(watch.waiting, 'byHand');
    end('answered');
    assert.equal(watch.waiting, 'nothing');
    assert.deepEqual(changes, ['byHand', 'nothing']);
  });

  it('says nothing of a key that is answered soon', async () => {
    const end = watch.begin(false);
    await time.pass(2900);
    end('answered');
    await time.pass(10_000);
    assert.deepEqual(changes, []);
    assert.equal(time.pending, 0);
  });

  it('says after three seconds that nothing came, and takes it back with the answer', async () => {
    const end = watch.begin(false);
    await time.pass(3000);
    assert.equal(watch.waiting, 'unanswered');
    end('answered');
    assert.deepEqual(changes, ['unanswered', 'nothing']);
  });

  it('counts keys that are typed on without an answer as one wait', async () => {
    for (let key = 0; key < 8; key++) {
      const end = watch.begin(false);
      await time.pass(400);
      end('takenBack');
    }
    watch.begin(false);
    await time.pass(0);
    assert.equal(watch.waiting, 'unanswered');
  });

  it('does not count the pause of somebody who gave up', async () => {
    watch.begin(false)('takenBack');
    await time.pass(60_000);
    const end = watch.begin(false);
    await time.pass(2000);
    end('answered');
    assert.deepEqual(changes, []);
  });

  it('begins anew for those that are left when one was answered', async () => {
    const first = watch.begin(false);
    await time.pass(2000);
    watch.begin(false);
    first('answered');
    await time.pass(2900);
    assert.equal(watch.waiting, 'nothing');
    await time.pass(100);
    assert.equal(watch.waiting, 'unanswered');
  });
});
