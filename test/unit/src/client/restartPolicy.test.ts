// When a crashed engine comes back, and when it is given up.
import assert from 'node:assert/strict';
import { decideRestart, defaultRestartRules } from '../../../../src/client/restartPolicy.ts';

describe('decideRestart', () => {
  it('doubles the delay with every crash and gives up after five', () => {
    const delays = [1, 2, 3, 4, 5, 6].map((count) =>
      decideRestart(
        Array.from({ length: count }, (_, index) => index * 1000),
        defaultRestartRules,
      ),
    );
    assert.deepEqual(
      delays.map((decision) => (decision.kind === 'restart' ? decision.delayMs : decision.kind)),
      [250, 500, 1000, 2000, 4000, 'giveUp'],
    );
  });

  it('forgets old crashes', () => {
    const decision = decideRestart([0, 1, 2, 3, 4, 5, 1_000_000], defaultRestartRules);
    assert.deepEqual(decision, { kind: 'restart', delayMs: 250, attempt: 1 });
  });
});
