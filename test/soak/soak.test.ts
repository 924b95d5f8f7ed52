// Hours of work in minutes: what two real windows and their engine hold does not grow. Twenty minutes, or as many as
// HEARTH_SOAK_MINUTES says; HEARTH_SOAK_SAVE names a file without ending for the curve and the numbers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { eventually } from '../integration/support/hearth.ts';
import { answerOf, askOtherWindow, endOtherWindow, type OtherWindow } from './soakFiles.ts';
import { type SoakSample, soakCurve, soakReport } from './soakReport.ts';
import { projectFolder, SoakTyping } from './soakTyping.ts';

const minutes = Number(process.env['HEARTH_SOAK_MINUTES'] ?? 20);
const saveTo = process.env['HEARTH_SOAK_SAVE'];
const sampleCount = 60;
const rewriteCount = 24;
const mostGrowth = 0.05;
/** In the other window a run, or a rewrite, comes to its end first. */
const otherWindowMs = 240_000;
const engineMs = 240_000;

/** Shares of the time. Between them an engine lives long enough to be seen growing. */
const restartsAt = [0.03, 0.47];
const otherModelsAt = [0.09, 0.53];

describe('a soak', () => {
  it(`of ${minutes} minutes grows nothing`, async function () {
    this.timeout((minutes + 10) * 60_000);
    const typing = await SoakTyping.inWorkspace();
    const events = await plannedEvents(typing);
    const samples: SoakSample[] = [];
    const startMs = performance.now();
    // Of work: what another engine takes to load is no part of it.
    let changingMs = 0;
    const share = () => (performance.now() - startMs - changingMs) / (minutes * 60_000);
    let other: OtherWindow | undefined;
    let asked = 0;
    try {
      while (share() < 1) {
        // As often in each quarter: the memory of conversations stays for minutes.
        const isRewritten = typing.counts.rewrites < share() * rewriteCount;
        await typing.typeRun(isRewritten);
        while ((events[0]?.at ?? 2) <= share()) {
          const changeMs = performance.now();
          await events.shift()?.happen();
          changingMs += performance.now() - changeMs;
        }
        if (samples.length >= Math.floor(share() * sampleCount)) continue;
        other = await askAndWait(++asked);
        const engine = typing.hearth.engineProcessId();
        // Just after a change one of them may still be on its way to the next engine.
        if (engine === undefined || other.engine !== engine) continue;
        const sample = {
          at: share(),
          engineBytes: residentBytes(engine),
          windows: [typing.sample(), other.sample],
        };
        samples.push(sample);
        console.log(lineOf(sample), JSON.stringify([typing.counts, other.counts]));
      }
    } finally {
      await endOtherWindow();
    }
    const report = {
      minutes,
      ...soakReport(samples),
      counts: [typing.counts, other?.counts],
    };
    console.log(JSON.stringify(report, undefined, 2));
    if (saveTo !== undefined) {
      const file = path.resolve(projectFolder(), saveTo);
      await writeFile(`${file}.json`, `${JSON.stringify(report, undefined, 2)}\n`);
      await writeFile(`${file}.svg`, soakCurve(samples, minutes));
    }
    assert.ok(report.engineMib.growth < mostGrowth, `the engine grew by ${report.engineMib.growth}`);
    for (const { residentMib, handles, listeners } of report.windows) {
      assert.ok(residentMib.growth < mostGrowth, `a window grew by ${residentMib.growth}`);
      assert.ok(handles.late <= handles.early, 'there are more handles');
      assert.equal(listeners.late, listeners.early);
    }
  });
});

interface SoakEvent {
  readonly at: number;
  readonly happen: () => Promise<void>;
}

async function plannedEvents({ hearth }: SoakTyping): Promise<SoakEvent[]> {
  const own = process.env['HEARTH_TEST_MODEL'] ?? '';
  const link = path.join(os.tmpdir(), 'other.gguf');
  await symlink(own, link);
  let isOwn = true;
  const anotherEngine = async (change: () => Thenable<unknown>) => {
    const before = hearth.engineProcessId();
    await change();
    const look = () => {
      const isReady = hearth.engineStatus().state === 'ready' && hearth.engineProcessId() !== before;
      return isReady ? true : undefined;
    };
    await eventually('another engine', look, engineMs);
  };
  const restart = () => anotherEngine(() => vscode.commands.executeCommand('hearth.restartEngine'));
  const switchModel = async () => {
    isOwn = !isOwn;
    await anotherEngine(() =>
      vscode.workspace
        .getConfiguration('hearth')
        .update('model.path', isOwn ? own : link, vscode.ConfigurationTarget.Global),
    );
  };
  return [
    ...restartsAt.map((at) => ({ at, happen: restart })),
    ...otherModelsAt.map((at) => ({ at, happen: switchModel })),
  ].toSorted((left, right) => left.at - right.at);
}

function lineOf({ at, engineBytes, windows }: SoakSample): string {
  const bytes = [engineBytes, ...windows.map(({ residentBytes: held }) => held)];
  return `${(at * minutes).toFixed(1)} min: ${bytes.map((held) => `${Math.round(held / 1024 ** 2)} MiB`).join(', ')}`;
}

async function askAndWait(number: number): Promise<OtherWindow> {
  await askOtherWindow(number);
  for (let waitedMs = 0; waitedMs < otherWindowMs; waitedMs += 50) {
    const answer = await answerOf();
    if (answer?.answers === number) return answer;
    await sleep(50);
  }
  throw new Error('The other window does not answer.');
}

function residentBytes(processId: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${processId}`], { encoding: 'utf8' })) * 1024;
}
