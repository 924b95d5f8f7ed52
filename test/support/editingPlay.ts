// Plays actions of someone who edits and of Hearth that rewrites, and compares what comes of them with what is expected.
// Knows how actions are done; must not know which there will be.
import assert from 'node:assert/strict';
import { originalText } from '../../src/rewrite/pending/hunks.ts';
import { linesOf } from '../../src/rewrite/pending/lineDiff.ts';
import { restoredHunks } from '../../src/rewrite/pending/restoreHunks.ts';
import { runProposal } from '../../src/rewrite/run/proposalRun.ts';
import type { EditingAction, EditingActionInFile } from './editingActions.ts';
import { EditingSession } from './editingSession.ts';
import { ExpectedPending } from './expectedPending.ts';
import { ManualCancellation } from './manualCancellation.ts';
import { plainQuestion, SpokenAnswers } from './spokenAnswers.ts';
import type { Backup } from './vscode/happenings.ts';

interface Run {
  readonly answers: SpokenAnswers;
  readonly proposal: string;
  said: number;
  readonly cancellation: ManualCancellation;
  readonly done: Promise<unknown>;
}

const marks = /[\uE000-\uF8FF]/g;
const names = ['file:///a.ts', 'file:///b.ts'] as const;
const texts = ['a1();\na2();\na3();\n}\n\na4();\na5();\n', 'b1();\n\nb2();\n}\nb3();\n'] as const;

export class EditingPlay {
  private readonly session = new EditingSession({ [names[0]]: texts[0], [names[1]]: texts[1] });
  private readonly uris: [string, string] = [...names];
  private readonly expected = new Map(
    names.map((uri, index) => [uri as string, new ExpectedPending(texts[index] ?? '')]),
  );
  private readonly runs = new Map<string, Run>();
  private readonly discards: Promise<unknown>[] = [];
  private readonly faults: unknown[] = [];
  private count = 0;
  private isStarted = false;
  private cameBack = false;

  constructor() {
    this.session.window.onChange = (change) => {
      if (change.author !== 'again') this.expectedOf(change.uri).take(change);
    };
  }

  /** Whether it could be done. */
  async do(action: EditingAction): Promise<boolean> {
    if (!this.isStarted) await this.session.settle();
    this.isStarted = true;
    if ('file' in action) return await this.doIn(this.uris[action.file] ?? names[0], action);
    if ('backup' in action) return await this.comeBack(action.kind === 'reload', action.backup);
    if (action.kind === 'pause') await this.session.pause();
    else for (let turn = 0; turn < action.count; turn++) await this.session.window.channel.turn();
    return true;
  }

  async end(): Promise<void> {
    const { session } = this;
    for (const uri of this.uris) await this.endRun(uri);
    await session.pause();
    await session.during(Promise.all(this.discards));
    await session.pause();
    assert.deepEqual(this.faults, []);
    for (const uri of this.uris) {
      this.compare(uri);
      const { original } = this.expectedOf(uri);
      await session.discardAll(uri);
      assert.equal(session.text(uri), original);
      await session.pause();
      assert.equal(session.pending(uri), undefined, 'something is pending after Discard All');
      this.compareStored(uri);
    }
    assert.deepEqual(session.problems, []);
  }

  private async doIn(uri: string, action: EditingActionInFile): Promise<boolean> {
    const { window } = this.session;
    switch (action.kind) {
      case 'type':
        return this.type(uri, action);
      case 'undo':
      case 'redo': {
        const before = this.session.text(uri);
        window[action.kind](uri);
        return this.session.text(uri) !== before;
      }
      case 'save':
        window.save(uri);
        return true;
      case 'hide':
      case 'show':
        window[action.kind](uri);
        return true;
      case 'closeAndReopen':
        return await this.closeAndReopen(uri);
      case 'rename':
        return await this.rename(uri);
      case 'writeOutside':
        return await this.writeOutside(uri, action);
      case 'rewrite':
        return await this.rewrite(uri, action);
      case 'propose':
        return (await this.rewrite(uri, action)) && this.finish(uri, 'finish');
      case 'say':
        return this.say(uri, action.characters);
      case 'finish':
      case 'stop':
      case 'engineDies':
        return this.finish(uri, action.kind);
      case 'accept':
      case 'discard':
        return await this.decide(uri, action.kind, (index, count) => index === action.pick % count);
      case 'acceptAll':
        return await this.decide(uri, 'accept', () => true);
      case 'discardAll':
        return await this.decide(uri, 'discard', () => true);
    }
  }

  private type(uri: string, { at, removed, text }: EditingAction & { kind: 'type' }): boolean {
    const before = this.session.text(uri);
    const startOffset = Math.floor((at * before.length) / 99);
    const mark = String.fromCodePoint(0xe000 + this.count++);
    const insertedText = { mark, line: `${mark}\n`, newline: '\n', nothing: '' }[text];
    const removedLength = Math.min(removed, before.length - startOffset);
    if (before.slice(startOffset, startOffset + removedLength) === insertedText) return false;
    this.session.window.type(uri, { startOffset, removedLength, insertedText });
    return true;
  }

  private async rewrite(
    uri: string,
    action: EditingAction & { kind: 'rewrite' | 'propose' },
  ): Promise<boolean> {
    if (this.runs.has(uri)) return false;
    await this.session.settle();
    const text = this.session.text(uri);
    const lines = linesOf(text);
    const from = Math.floor((action.from * lines.length) / 100);
    const chosen = lines.slice(from, from + action.count);
    const startOffset = lines.slice(0, from).join('').length;
    const region = { startOffset, endOffset: startOffset + chosen.join('').length };
    const proposal = action.fates.flatMap((fate, index) => this.fateOf(chosen[index], fate)).join('');
    const answers = new SpokenAnswers();
    const cancellation = new ManualCancellation();
    const place = { pending: this.session.opened(uri), region, lineEnd: '\n' as const };
    const done = runProposal(answers, plainQuestion, place, cancellation).then(
      () => this.runs.delete(uri),
      (error: unknown) => this.faults.push(error),
    );
    this.runs.set(uri, { answers, proposal, said: 0, cancellation, done });
    return true;
  }

  private fateOf(line: string | undefined, fate: 'keep' | 'replace' | 'drop' | 'add'): readonly string[] {
    const mine = `p${this.count++}();\n`;
    if (line === undefined) return fate === 'add' ? [mine] : [];
    return { keep: [line], replace: [mine], drop: [], add: [mine, line] }[fate];
  }

  private say(uri: string, characters: number): boolean {
    const run = this.runs.get(uri);
    if (run === undefined || run.said >= run.proposal.length) return false;
    run.answers.say(run.proposal.slice(run.said, run.said + characters));
    run.said += characters;
    return true;
  }

  private finish(uri: string, how: 'finish' | 'stop' | 'engineDies'): boolean {
    const run = this.runs.get(uri);
    if (run === undefined) return false;
    if (how === 'stop') run.cancellation.cancel();
    else if (how === 'engineDies') run.answers.die();
    else {
      this.say(uri, run.proposal.length);
      run.answers.finish();
    }
    return true;
  }

  private async endRun(uri: string): Promise<void> {
    const run = this.runs.get(uri);
    if (run === undefined) return;
    this.finish(uri, 'finish');
    await this.session.during(run.done);
    this.runs.delete(uri);
  }

  /** About what is seen: all that is under way has arrived. */
  private async decide(
    uri: string,
    kind: 'accept' | 'discard',
    isIt: (index: number, count: number) => boolean,
  ): Promise<boolean> {
    await this.session.settle();
    const pending = this.session.pending(uri);
    const hunks = pending?.hunks ?? [];
    const chosen = hunks.filter((_, index) => isIt(index, hunks.length));
    if (pending === undefined || chosen.length === 0) return false;
    if (kind === 'discard') {
      this.discards.push(pending.discard((hunk) => chosen.some(({ id }) => id === hunk.id)));
      return true;
    }
    pending.accept((hunk) => chosen.includes(hunk));
    const expected = this.expectedOf(uri);
    expected.accept((hunk) =>
      chosen.some((each) => each.startOffset <= hunk.startOffset && hunk.endOffset <= each.endOffset),
    );
    return true;
  }

  private async closeAndReopen(uri: string): Promise<boolean> {
    const { window } = this.session;
    const isSaved = !window.document(uri).isDirty;
    window.close(uri);
    await this.endRun(uri);
    await this.session.settle();
    window.show(uri);
    await this.session.settle();
    if (!isSaved) this.takeAsItIs(uri);
    return true;
  }

  private async rename(uri: string): Promise<boolean> {
    const renamed = `file:///${this.count++}.ts`;
    const expected = this.expectedOf(uri);
    this.session.window.rename(uri, renamed);
    this.uris[this.uris.indexOf(uri)] = renamed;
    this.expected.set(renamed, expected);
    await this.endRun(uri);
    await this.session.settle();
    return true;
  }

  private async writeOutside(
    uri: string,
    { at, isRevert }: EditingAction & { kind: 'writeOutside' },
  ): Promise<boolean> {
    await this.session.settle();
    const { window } = this.session;
    if (window.document(uri).isDirty) return false;
    const lines = linesOf(this.session.text(uri));
    const index = Math.floor((at * lines.length) / 100);
    const changed = [...lines.slice(0, index), `o${this.count++}();\n`, ...lines.slice(index + 1)].join('');
    window.writeOutside(uri, isRevert ? this.expectedOf(uri).original : changed);
    return true;
  }

  private async comeBack(isInOrder: boolean, backup: Backup): Promise<boolean> {
    const { session } = this;
    this.cameBack = true;
    for (const { cancellation } of this.runs.values()) cancellation.cancel();
    await (isInOrder ? session.reload(backup) : session.crash(backup));
    this.runs.clear();
    this.discards.length = 0;
    for (const uri of this.uris) {
      if (!isInOrder || session.text(uri) !== this.expectedOf(uri).text) this.takeAsItIs(uri);
    }
    return true;
  }

  /** Nobody can say exactly what is pending then, but what was typed is the person's, and nothing else is. */
  private takeAsItIs(uri: string): void {
    const { session } = this;
    const text = session.text(uri);
    const hunks = session.hunks(uri);
    const original = originalText(text, hunks);
    for (const [mark] of text.matchAll(marks))
      assert.ok(original.includes(mark), 'something typed would be lost');
    this.expectedOf(uri).become(text, hunks);
  }

  private compare(uri: string): void {
    const { session } = this;
    const expected = this.expectedOf(uri);
    const text = session.text(uri);
    const hunks = session.hunks(uri);
    assert.equal(session.window.host.document(uri).getText(), text);
    assert.equal(expected.text, text);
    assert.equal(originalText(text, hunks), expected.original);
    assert.equal(session.pending(uri)?.isWriting ?? false, false);
    this.compareStored(uri);
  }

  /** What is on the disk is what is pending, or was and is not in the text; a window that came back may wait for it. */
  private compareStored(uri: string): void {
    const stored = this.session.stored(uri);
    const [hunks, text] = [this.session.hunks(uri), this.session.text(uri)];
    if (hunks.length > 0 || stored === undefined) {
      assert.deepEqual(stored?.hunks ?? [], hunks);
      assert.equal(stored?.text ?? text, text);
    } else if (!this.cameBack) assert.deepEqual(restoredHunks(stored, text), []);
  }

  private expectedOf(uri: string): ExpectedPending {
    const expected = this.expected.get(uri);
    assert.ok(expected);
    return expected;
  }
}
