// The work of one window of a soak: recorded runs typed into twelve files that are opened, closed and rewritten in
// between, and what the window holds, each time it is asked. Knows neither the other window nor what is made of it.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { readTrace, spreadRuns, type TypingRun, typingRuns } from '../../bench/trace.ts';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth } from '../integration/support/hearth.ts';
import type { WindowSample } from './soakReport.ts';

const fileCount = 12;
const keysPerRun = 12;
/** Of someone who types fast. */
const keyMs = 90;
const patienceMs = 3000;
const closedEvery = 4;
/** Longer than a rewrite takes, however slow the machine. */
const messageMs = 100_000;

export interface SoakCounts {
  keys: number;
  accepted: number;
  rewrites: number;
  /** Runs that went elsewhere than they should. */
  misplaced: number;
  /** How requests ended that nobody took back. */
  readonly ends: Record<string, number>;
}

export class SoakTyping {
  readonly counts: SoakCounts = { keys: 0, accepted: 0, rewrites: 0, misplaced: 0, ends: {} };
  readonly hearth: HearthApi;
  private readonly runs: readonly TypingRun[];
  private readonly folder: vscode.Uri;
  private readonly collectGarbage: () => void;
  private latenciesMs: number[] = [];
  private lastRecord = 0;
  private round = 0;

  private constructor(hearth: HearthApi, runs: readonly TypingRun[], folder: vscode.Uri) {
    this.hearth = hearth;
    this.runs = runs;
    this.folder = folder;
    // What lives is compared: not what waits to be collected, nor the pages of the most that ever lived at once, which V8
    // keeps for the next time (another 125 MiB in a window that types fast) unless memory is short.
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as (options: object) => void;
    this.collectGarbage = () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }

  static async inWorkspace(): Promise<SoakTyping> {
    const hearth = await activeHearth();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (folder === undefined) throw new Error('There is no workspace.');
    const trace = pathToFileURL(path.join(projectFolder(), 'bench/traces/rustcode.json.gz'));
    const runs = spreadRuns(typingRuns(await readTrace(trace)), fileCount * 5);
    const typing = new SoakTyping(hearth, runs, folder);
    for (let file = 0; file < fileCount; file++) {
      const text = runs[file]?.text ?? '';
      await vscode.workspace.fs.writeFile(typing.fileOf(file), Buffer.from(text));
    }
    await hearth.whenReady();
    return typing;
  }

  /** One run in one file, which has its first text again afterwards. */
  async typeRun(isRewritten = false): Promise<void> {
    const round = this.round++;
    const run = this.runs[round % this.runs.length];
    if (run === undefined) throw new Error('There is nothing to type.');
    const document = await vscode.workspace.openTextDocument(this.fileOf(round % fileCount));
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    await this.becomes(editor, run.text);
    const position = document.positionAt(run.offset);
    // As a person does it, in the window: what an extension sets arrives there when it likes.
    await vscode.commands.executeCommand('vscode.open', document.uri, {
      selection: new vscode.Range(position, position),
    });
    for (const key of run.typed.slice(0, keysPerRun)) {
      await vscode.commands.executeCommand('type', { text: key });
      this.counts.keys++;
      await sleep(keyMs);
    }
    if (!document.getText().startsWith(run.typed.slice(0, 3), run.offset)) this.counts.misplaced++;
    if ((await this.lastEnd()) === 'shown') {
      const { version } = document;
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      if (document.version !== version) this.counts.accepted++;
    }
    if (isRewritten) await this.rewrite(editor);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    if (round % closedEvery === closedEvery - 1)
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  }

  sample(): WindowSample {
    this.hear();
    this.collectGarbage();
    const { rss, heapUsed } = process.memoryUsage();
    const sample: WindowSample = {
      residentBytes: rss,
      heapBytes: heapUsed,
      handles: process.getActiveResourcesInfo().filter((name) => !passing.has(name)).length,
      listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
      latenciesMs: this.latenciesMs,
    };
    this.latenciesMs = [];
    return sample;
  }

  private async rewrite(editor: vscode.TextEditor): Promise<void> {
    const { line } = editor.selection.active;
    editor.selection = new vscode.Selection(Math.max(0, line - 3), 0, line, 0);
    const rewritten = vscode.commands.executeCommand(
      'hearth.rewriteSelection',
      'Add a comment to every line.',
    );
    // What was not asked for is said with buttons, and waits there for somebody who is not here.
    const unread = setTimeout(() => void vscode.commands.executeCommand('notifications.clearAll'), messageMs);
    await rewritten;
    clearTimeout(unread);
    this.counts.rewrites++;
    const decision = this.counts.rewrites % 2 === 0 ? 'accept' : 'discard';
    await vscode.commands.executeCommand(`hearth.${decision}AllChanges`);
  }

  private async becomes(editor: vscode.TextEditor, text: string): Promise<void> {
    const { document } = editor;
    if (document.getText() === text) return;
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, text));
  }

  /** How the newest request ended, if it does before patience does. */
  private async lastEnd(): Promise<string> {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
      const newest = this.hearth.recentOutcomes().at(-1);
      if (newest !== undefined && newest.id > this.lastRecord && newest.outcome.kind !== 'cancelled') {
        this.hear();
        return newest.outcome.kind;
      }
      await sleep(50);
    }
    this.hear();
    return 'nothing';
  }

  private hear(): void {
    for (const { id, outcome, totalMs, waitedMs } of this.hearth.recentOutcomes()) {
      if (id <= this.lastRecord || outcome.kind === 'cancelled') continue;
      const end = outcome.kind === 'shown' ? `shown, ${outcome.source}` : outcome.reason;
      this.counts.ends[end] = (this.counts.ends[end] ?? 0) + 1;
      if (outcome.kind === 'shown' && outcome.source === 'engine') this.latenciesMs.push(totalMs - waitedMs);
    }
    this.lastRecord = Math.max(this.lastRecord, ...this.hearth.recentOutcomes().map(({ id }) => id));
  }

  private fileOf(file: number): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `soak${file}.rs`);
  }
}

/** Come and go with the work at hand. */
const passing = new Set(['Timeout', 'Immediate', 'FSReqCallback', 'FSReqPromise', 'TickObject']);

export function projectFolder(): string {
  const extension = vscode.extensions.getExtension('hearth.hearth');
  if (extension === undefined) throw new Error('The extension is not installed.');
  return extension.extensionPath;
}
