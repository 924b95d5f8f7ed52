// When the model is asked for a call's argument, what is offered of its answers, and that a key ends all of it.
import assert from 'node:assert/strict';
import type { CompleteParams, CompleteResult } from '../../../../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../../../../src/base/cancellation.ts';
import type { TextRange } from '../../../../../src/base/ranges.ts';
import type { ClientStatus } from '../../../../../src/client/engineClient.ts';
import type { DocumentSnapshot } from '../../../../../src/context/window/contextWindow.ts';
import { CallLane } from '../../../../../src/nextEdits/calls/callLane.ts';
import type { Series } from '../../../../../src/nextEdits/offer/series.ts';
import { ManualTime } from '../../../../support/manualTime.ts';
import { quietLog } from '../../../../support/quietLog.ts';
import { EditedFile } from '../editedFile.ts';

const far = '// far\n'.repeat(400);
const text = `function load(name: string) {}\nload("one");\n${far}load("two");\n`;

class Window {
  readonly time = new ManualTime();
  readonly asked: CompleteParams[] = [];
  readonly offered: Series[] = [];
  readonly closed: string[] = [];
  errors: readonly TextRange[] = [];
  errorsElsewhere: readonly TextRange[] = [];
  readonly offeredElsewhere: Series[] = [];
  private otherFile: EditedFile | undefined;
  private others: readonly DocumentSnapshot[] = [];
  readonly client = {
    status: { state: 'ready' } as ClientStatus,
    complete: (params: CompleteParams, cancellation: Cancellation) => {
      this.asked.push(params);
      return this.answer(params, cancellation);
    },
    closeDocument: (uri: string) => this.closed.push(uri),
  };
  isSilenced = false;
  answer: (params: CompleteParams, cancellation: Cancellation) => Promise<CompleteResult> = () =>
    Promise.resolve(written('signal'));
  readonly lane: CallLane;
  private readonly file: EditedFile;

  private constructor(file: EditedFile) {
    this.file = file;
    this.lane = new CallLane({
      client: this.client,
      factsIn: ({ uri }) =>
        (uri === this.file.uri ? this.file : this.otherFile)?.resting().searched.factsOf as never,
      othersThan: () => this.others,
      errorsIn: (uri) => (uri === this.file.uri ? this.errors : this.errorsElsewhere),
      isSilenced: () => this.isSilenced,
      setTimer: this.time.setTimer,
      now: this.time.now,
      log: quietLog,
      onCalls: (series) => this.offered.push(series),
      onElsewhere: (series) => this.offeredElsewhere.push(series),
    });
  }

  static async open(): Promise<Window> {
    return new Window(await EditedFile.open('typescript', text));
  }

  /** A parameter is added, and the keys rest. */
  rest(edit = 'load(name: string«→, signal: number»)'): void {
    this.file.edit(edit, false);
    const { uri, languageId, text: now } = this.file;
    this.lane.rested({ uri, languageId, version: 2, text: now }, this.file.resting().resting);
  }

  /** Another document is open, and a server reports its first line. */
  async openOther(other: string): Promise<void> {
    this.otherFile = await EditedFile.open('typescript', other);
    this.others = [{ uri: 'file:///other', languageId: 'typescript', version: 1, text: other }];
    this.errorsElsewhere = [{ startOffset: 0, endOffset: other.indexOf('\n') }];
  }

  get text(): string {
    return this.file.text;
  }

  take(edit: string): void {
    this.file.edit(edit, false);
    const { uri, languageId, text: now } = this.file;
    this.lane.goOn({ uri, languageId, version: 3, text: now }, []);
  }

  report(): void {
    this.errors = [...this.file.text.matchAll(/^load.*$/gm)].map(({ index }) => ({
      startOffset: index,
      endOffset: index + 4,
    }));
    this.lane.diagnosed();
  }
}

function written(argument: string, probability = 0.9): CompleteResult {
  const tokens = [{ text: argument, probability }];
  const counters = { reused: 0, evaluated: 0, generated: 1 };
  const timings = { queueMs: 0, tokenizeMs: 0, prefillMs: 0, firstTokenMs: 0, decodeMs: 0, totalMs: 0 };
  return {
    kind: 'shown',
    value: { text: argument, tokens, finishReason: 'endOfText', counters, timings },
  };
}

describe('CallLane', () => {
  it('asks for each reported call, with the declaration in sight, and offers what comes', async () => {
    const window = await Window.open();
    window.rest();
    await window.time.pass(2000);
    assert.equal(window.asked.length, 0);
    window.report();
    await window.time.pass(1000);
    assert.deepEqual(
      window.asked.map(({ before, after, purpose }) => [before.slice(-13), after.slice(0, 3), purpose]),
      [
        ['load("one", ', ');\n', 'aside'],
        ['load("two", ', ');\n', 'aside'],
      ].map(([before = '', ...rest]) => [`\n${before}`, ...rest]),
    );
    assert.match(window.asked[1]?.before ?? '', /^function load\(name: string, signal: number\)/);
    assert.deepEqual(
      window.offered.map(({ sites }) => sites.map(({ newText }) => newText)),
      [[', signal'], [', signal', ', signal']],
    );
    assert.equal(window.closed.length, 2);
    window.report();
    await window.time.pass(20_000);
    assert.equal(window.asked.length, 2);
  });

  it('offers nothing that is not sure or not one argument', async () => {
    const window = await Window.open();
    window.answer = ({ before }) =>
      Promise.resolve(before.endsWith('"one", ') ? written('signal', 0.1) : written('f('));
    window.rest();
    window.report();
    await window.time.pass(1000);
    assert.deepEqual([window.asked.length, window.offered.length], [2, 0]);
  });

  it('ends with the next key, and what comes after that is not offered', async () => {
    const window = await Window.open();
    let cancelled = false;
    let settle: (result: CompleteResult) => void = () => {};
    window.answer = (_, cancellation) => {
      cancellation.onCancellationRequested(() => {
        cancelled = true;
      });
      return new Promise((resolve) => {
        settle = resolve;
      });
    };
    window.rest();
    window.report();
    await window.time.pass(1000);
    window.lane.forget('file:///other');
    assert.equal(cancelled, false);
    window.lane.forget(window.asked[0]?.documentUri.replace('#call', ''));
    settle(written('signal'));
    await window.time.pass(20_000);
    assert.deepEqual([cancelled, window.asked.length, window.offered.length], [true, 1, 0]);
    assert.equal(window.time.pending, 0);
  });

  it('asks again when another question came first, but not for ever', async () => {
    const window = await Window.open();
    const busy = { kind: 'cancelled', reason: 'preempted' } as const;
    window.answer = () => Promise.resolve(busy);
    window.rest();
    window.report();
    await window.time.pass(1000);
    window.answer = () => Promise.resolve(written('signal'));
    await window.time.pass(1000);
    assert.equal(window.offered.at(-1)?.sites.length, 2);
    const never = await Window.open();
    never.answer = () => Promise.resolve(busy);
    never.rest();
    never.report();
    await never.time.pass(60_000);
    assert.equal(never.time.pending, 0);
  });

  it('goes on with the calls that are left when the first offer is taken before all have come', async () => {
    const window = await Window.open();
    let settle: (result: CompleteResult) => void = () => {};
    window.answer = ({ before }) =>
      before.endsWith('"one", ')
        ? Promise.resolve(written('signal'))
        : new Promise((resolve) => {
            settle = resolve;
          });
    window.rest();
    window.report();
    await window.time.pass(1000);
    assert.equal(window.offered.length, 1);
    window.answer = () => Promise.resolve(written('signal'));
    window.take('load("one"«→, signal»)');
    settle(written('stale'));
    window.report();
    await window.time.pass(1000);
    assert.deepEqual(
      window.offered
        .at(-1)
        ?.sites.map(({ startOffset }) => window.text.slice(startOffset - 5, startOffset + 2)),
      ['"two");'],
    );
    assert.equal(window.offered.length, 2);
  });

  it('asks for the calls of other documents after its own, with the declaration in sight', async () => {
    const window = await Window.open();
    await window.openOther('load("three");\nload("four");\n');
    window.rest();
    window.report();
    await window.time.pass(1000);
    assert.equal(window.offered.at(-1)?.sites.length, 2);
    assert.deepEqual(
      window.asked.slice(2).map(({ documentUri, before }) => [documentUri, before]),
      [['file:///other#call', 'function load(name: string, signal: number) {}\nload("three", ']],
    );
    assert.deepEqual(
      window.offeredElsewhere.map(({ uri, fromUri, sites }) => [uri, fromUri, sites.length]),
      [['file:///other', 'file:///edited', 1]],
    );
  });

  it('asks for calls of other documents that are reported later, once, whatever was taken before', async () => {
    const window = await Window.open();
    window.rest();
    window.report();
    await window.time.pass(1000);
    await window.openOther('load("three");\n');
    window.take('load("one"«→, signal»)');
    window.lane.diagnosed();
    await window.time.pass(1000);
    window.lane.diagnosed();
    await window.time.pass(1000);
    assert.deepEqual([window.asked.length, window.offeredElsewhere.length], [3, 1]);
  });

  it('offers at once, and with no model, to take away what a parameter that went has left', async () => {
    const window = await Window.open();
    window.client.status = { state: 'idle' };
    window.rest('load(«name: string→»)');
    window.report();
    await window.time.pass(1000);
    assert.deepEqual(
      window.offered.at(-1)?.sites.map(({ oldText, newText }) => [oldText, newText]),
      [
        ['"one"', ''],
        ['"two"', ''],
      ],
    );
    assert.equal(window.asked.length, 0);
  });

  it('asks nobody where no model is at work, after another edit, or when it was silenced', async () => {
    const asleep = await Window.open();
    asleep.client.status = { state: 'idle' };
    asleep.rest();
    asleep.report();
    const other = await Window.open();
    other.rest('load("one"«→, 1»)');
    other.report();
    const silenced = await Window.open();
    silenced.isSilenced = true;
    silenced.rest();
    silenced.report();
    for (const window of [asleep, other, silenced]) {
      await window.time.pass(20_000);
      assert.equal(window.asked.length, 0);
    }
  });
});
