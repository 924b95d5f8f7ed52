// Programs that end well, badly, late or never.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, runToCode, startGroup, stopGroup } from '../../../../scripts/setup/processes.mjs';

const node = (script: string) => [process.execPath, ['--eval', script]] as const;

describe('run', () => {
  it('gives what the program wrote', async () => {
    assert.equal(await run(...node('console.log("hello")')), 'hello\n');
  });

  it('fails with the code and the last words of the program', async () => {
    await assert.rejects(run(...node('console.error("sorry"); process.exit(3)')), /ended with 3\nsorry/);
  });

  it('names a program that is not there', async () => {
    await assert.rejects(run('hearth-no-such-program', []), /hearth-no-such-program could not be started/);
  });

  it('ends a program that runs too long, and what it started', async () => {
    // The grandchild holds the same pipe, so the run is over only when it has ended too.
    const script = `
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      setInterval(() => {}, 1000);`;
    const { code } = await runToCode(...node(script), { limitMs: 500 });
    assert.equal(code, 'time-out');
  });

  it('ends all that a program started, groups of their own included', async function () {
    if (process.platform === 'win32') this.skip();
    const started = `
      const { spawn } = require('node:child_process');
      const own = { detached: true, stdio: 'ignore' };
      console.log(spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], own).pid);
      setInterval(() => {}, 1000);`;
    const program = startGroup(...node(started), { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(program.stdout ?? assert.fail(), 'data')) as [Buffer];
    const processId = Number(line.toString());
    assert.equal(isRunning(processId), true);
    stopGroup(program);
    for (let attempt = 0; attempt < 100 && isRunning(processId); attempt++) await sleep(50);
    assert.equal(isRunning(processId), false);
  });
});

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    // No such process.
    return false;
  }
}
