// A probe that looks at every prompt the model evaluates, over the whole road with the real engine: whatever people
// open, move in and type in, nothing of a hidden document is ever among them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Candidate, CandidateRequest } from '../../../../engine/llama/backend.ts';
import { SurroundingCode } from '../../../../src/completion/asking/surroundingCode.ts';
import { Warmer } from '../../../../src/completion/asking/warmer.ts';
import { NeighbourFiles } from '../../../../src/context/neighbours/neighbourFiles.ts';
import { RecentDocuments } from '../../../../src/context/neighbours/recentDocuments.ts';
import { FilePrivacy } from '../../../../src/privacy/filePrivacy.ts';
import { startEngineInMemory } from '../../../support/engineInMemory.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { settle } from '../../../support/manualTime.ts';
import { MemoryFiles } from '../../../support/memoryFiles.ts';
import { MemoryFolderFiles } from '../../../support/memoryFolderFiles.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { TypingEditor } from '../../../support/typingEditor.ts';

/** What the ignore file holds, with the documents that it hides. */
const rules = [
  { text: '', hides: [] },
  { text: 'gen/\n', hides: ['gen/out.ts'] },
  { text: '*.ts\n!main.ts\n', hides: ['gen/out.ts', 'other.ts', 'key.ts'] },
  { text: 'main.ts\n', hides: ['main.ts'] },
] as const;

const names = ['main.ts', 'other.ts', 'gen/out.ts', 'key.ts', '.env', 'certificates/server.pem'] as const;
const alwaysHidden: readonly string[] = ['.env', 'certificates/server.pem', 'key.ts'];

const uriOf = (name: string) => `file:///home/me/work/${name}`;
/** Stands in every line, so that any window of the document holds it. */
const markerOf = (name: string) => `marker${names.findIndex((other) => other === name)}`;

function textOf(name: string): string {
  const lines = `const x = "${markerOf(name)}";\n`.repeat(12);
  return name === 'key.ts' ? `const key = \`\n-----BEGIN PRIVATE KEY-----\n${keyBody}${lines}` : lines;
}

/** What stays of a key whose first line is edited, with a line of random bytes in the form that keys have. */
const keyBody = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us\n${'c2Vj'.repeat(16)}\n`;

/** Hands the whole text that a sequence holds to the probe, each time the model computes on it. */
class ProbedBackend extends FakeBackend {
  readonly prompts: string[] = [];

  override async evaluate(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]> {
    const candidates = await super.evaluate(sequence, tokens, request);
    const bytes = (this.held[sequence] ?? []).filter((token) => token < 256);
    this.prompts.push(new TextDecoder().decode(Uint8Array.from(bytes)));
    return candidates;
  }
}

const turnsOfSilence = 5;

class Desk {
  readonly backend = new ProbedBackend();
  readonly editors = new Map<string, TypingEditor>();
  private readonly files = new MemoryFiles();
  private readonly privacy: FilePrivacy;
  private readonly recent: RecentDocuments;
  private readonly road: ScriptedCompletions;
  private readonly warmer: Warmer;
  private readonly surrounding: SurroundingCode;
  /** Texts that the engine was told of to look names up in. */
  private readonly references: string[] = [];
  private readonly pending: Promise<unknown>[] = [];
  private rule: (typeof rules)[number] = rules[0];

  constructor() {
    const setTimer = (callback: () => void, delayMs: number) => this.road.time.setTimer(callback, delayMs);
    this.privacy = new FilePrivacy(this.files, setTimer, quietLog);
    this.recent = new RecentDocuments(this.privacy);
    this.road = new ScriptedCompletions(undefined, {
      privacy: this.privacy,
      start: () => startEngineInMemory(this.backend, this.road.time.now),
    });
    const { client } = this.road;
    // There are no grammars here to prepare.
    const context = Object.assign(this.road.context, { prepare: () => Promise.resolve() });
    const { privacy } = this;
    for (const name of names) this.files.texts.set(this.files.absolute(name), textOf(name));
    const surrounding = new SurroundingCode({
      client: {
        refer: async (params, cancellation) => {
          const others = params.others?.map(({ text }) => text) ?? [];
          this.references.push(...others, ...(params.own ?? []));
          return await client.refer(params, cancellation);
        },
        closeDocument: client.closeDocument,
      },
      recent: this.recent,
      neighbours: new NeighbourFiles(new MemoryFolderFiles(this.files), privacy, setTimer),
    });
    this.surrounding = surrounding;
    const isEnabled = () => true;
    this.warmer = new Warmer({ client, context, privacy, surrounding, isEnabled, setTimer, log: quietLog });
    // Most road tests want no waiting; here other things shall happen meanwhile.
    this.road.settings = { ...this.road.settings, debounceMs: 20 };
    for (const name of names)
      this.editors.set(name, new TypingEditor(this.road.completions, `${textOf(name)}█`, uriOf(name)));
  }

  visit(name: string, place: number): void {
    const editor = this.editor(name);
    // Anywhere but in the key's body: what that is edited into may be anything.
    const bodyStart = editor.text.indexOf(keyBody);
    const chosen = place % (editor.text.length + 1);
    const isInBody = bodyStart !== -1 && chosen > bodyStart && chosen < bodyStart + keyBody.length;
    editor.offset = isInBody ? bodyStart : chosen;
    const { uri, version, text, offset } = this.stateOf(name);
    const snapshot = () => ({ uri, languageId: 'typescript', version, text });
    const kind = { languageId: 'typescript', scheme: 'file', documentLength: text.length };
    this.warmer.visit(() => ({ ...kind, isReadOnly: false, uri, offset, snapshot }));
    this.recent.visit(
      { uri, path: name, languageId: 'typescript', readText: () => this.editor(name).text },
      offset,
    );
  }

  type(name: string, keys: string, isManual: boolean): void {
    for (const key of keys) this.pending.push(this.editor(name).type(key, { isManual }));
  }

  /** From now on looking at files takes this long. */
  slowDown(delayMs: number): void {
    this.files.beforeLook = () =>
      new Promise((resolve) => {
        this.road.time.setTimer(resolve, delayMs);
      });
  }

  async pass(durationMs: number): Promise<void> {
    await this.road.time.pass(durationMs);
    this.checkCandidates();
  }

  async change(rule: (typeof rules)[number]): Promise<void> {
    await this.rest();
    this.files.texts.set(this.files.absolute('.gitignore'), rule.text);
    this.rule = rule;
    this.privacy.forgetRules();
    this.surrounding.hideAll();
  }

  async settled(): Promise<void> {
    await this.road.time.pass(5000);
    await Promise.all(this.pending.splice(0));
    // Indexing takes turns without a call: only a long silence says that all is done.
    for (let calls = -1, quiet = 0; quiet < turnsOfSilence; await settle()) {
      quiet = calls === this.backend.calls ? quiet + 1 : 0;
      calls = this.backend.calls;
    }
  }

  /** Until everything that was asked for has ended; then looks at all that was evaluated. */
  async rest(): Promise<void> {
    await this.settled();
    for (const prompt of this.backend.prompts.splice(0)) this.check('evaluated', prompt);
    for (const text of this.references.splice(0)) this.check('told of', text);
    this.checkCandidates();
  }

  async end(): Promise<void> {
    await this.rest();
    await this.road.client.dispose();
  }

  private checkCandidates(): void {
    for (const { text } of this.recent.candidates(uriOf('main.ts'))) this.check('offered as context', text);
  }

  private check(how: string, text: string): void {
    const hidden = [...alwaysHidden, ...this.rule.hides];
    for (const name of hidden.filter((candidate) => text.includes(markerOf(candidate))))
      assert.fail(`${name} was ${how} while ${JSON.stringify(this.rule.text)} stood in .gitignore`);
  }

  private stateOf(name: string) {
    const { text, offset, version } = this.editor(name);
    return { uri: uriOf(name), text, offset, version };
  }

  private editor(name: string): TypingEditor {
    const editor = this.editors.get(name);
    assert.ok(editor);
    return editor;
  }
}

describe('evaluated prompts', () => {
  it('hold what may be read: by warming, by typing, by hand', async () => {
    for (const act of [
      (desk: Desk) => desk.visit('main.ts', 100),
      (desk: Desk) => desk.type('main.ts', 'x', false),
      (desk: Desk) => desk.type('main.ts', 'x', true),
    ]) {
      const desk = new Desk();
      act(desk);
      await desk.settled();
      assert.match(desk.backend.prompts.join('\n'), /marker0/);
      await desk.end();
    }
  });

  for (const name of alwaysHidden) {
    it(`hold nothing of ${name}: not by warming, typing or by hand`, async () => {
      const desk = new Desk();
      desk.visit(name, 100);
      await desk.pass(5000);
      desk.type(name, 'xy', false);
      await desk.pass(5000);
      desk.type(name, 'xy', true);
      await desk.pass(5000);
      assert.deepEqual(desk.backend.prompts, []);
      await desk.end();
    });
  }

  it('hold nothing of a key whose first line was edited before anyone looked', async () => {
    const desk = new Desk();
    const editor = desk.editors.get('key.ts');
    assert.ok(editor);
    editor.text = editor.text.replace('-----BEGIN', '----BEGIN');
    desk.visit('key.ts', 300);
    await desk.pass(5000);
    desk.type('key.ts', 'xy', true);
    await desk.pass(5000);
    assert.deepEqual(desk.backend.prompts, []);
    await desk.end();
  });

  it('hold nothing of a file around that was hidden since the engine was told of it', async () => {
    const desk = new Desk();
    desk.visit('main.ts', 7);
    await desk.pass(5000);
    await desk.change(rules[2]);
    desk.type('main.ts', ' ', true);
    await desk.rest();
    await desk.end();
  });

  it('hold nothing of hidden documents, whatever is opened, moved in, typed in and hidden meanwhile', async () => {
    const name = fc.constantFrom(...names);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('visit' as const), name, place: fc.nat(400) }),
      fc.record({
        kind: fc.constant('type' as const),
        name,
        keys: fc.stringMatching(/^[a(.\n ]{1,3}$/),
        isManual: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('pass' as const), durationMs: fc.constantFrom(0, 30, 200, 1500) }),
      fc.record({ kind: fc.constant('rules' as const), rule: fc.constantFrom(...rules) }),
      fc.record({ kind: fc.constant('slow' as const), delayMs: fc.constantFrom(0, 100, 2000) }),
    );
    let prompts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const desk = new Desk();
        for (const taken of steps) {
          if (taken.kind === 'visit') desk.visit(taken.name, taken.place);
          else if (taken.kind === 'type') desk.type(taken.name, taken.keys, taken.isManual);
          else if (taken.kind === 'pass') await desk.pass(taken.durationMs);
          else if (taken.kind === 'rules') await desk.change(taken.rule);
          else desk.slowDown(taken.delayMs);
        }
        await desk.rest();
        prompts += desk.backend.calls;
        await desk.end();
      }),
      { numRuns: 40 },
    );
    assert.ok(prompts > 100, `${prompts} prompts were looked at`);
  });
});
