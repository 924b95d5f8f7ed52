// The frame's promises, kept whatever a model answers: random tokens, other languages, cut off, doubled, fenced, nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { ChatService } from '../../../../../engine/chat/chatService.ts';
import { Scheduler } from '../../../../../engine/computing/scheduler.ts';
import { errorNodeCount } from '../../../../../src/context/syntax/errorNodes.ts';
import { type Grammar, Grammars } from '../../../../../src/context/syntax/grammars.ts';
import type { Answered } from '../../../../../src/rewrite/frame/frame.ts';
import {
  type CleanRewrite,
  type FramedRewrite,
  framedRewrite,
} from '../../../../../src/rewrite/frame/framedRewrite.ts';
import { FakeBackend } from '../../../../support/fakeBackend.ts';
import { ManualTime } from '../../../../support/manualTime.ts';

interface Sample {
  readonly languageId: string;
  readonly before: string;
  readonly selection: string;
  readonly after: string;
  readonly head: string;
  /** What the code does to others. */
  readonly effect: string;
}

const samples: readonly Sample[] = [
  {
    languageId: 'typescript',
    before: 'class Store {\n',
    selection:
      '  private async remove(id: string, force = false): Promise<boolean> {\n    // Löscht den Eintrag\n    const item = this.items.get(id);\n    this.items.delete(id);\n    return item !== undefined;\n  }',
    after: '\n}\n',
    head: 'private async remove(id: string, force = false): Promise<boolean> {',
    effect: 'delete',
  },
  {
    languageId: 'javascript',
    before: '',
    selection:
      'export function total(cart) {\r\n  let t = 0; // Summe\r\n  for (const x of cart) {\r\n    t += x.price;\r\n    audit(x);\r\n  }\r\n  return t;\r\n}',
    after: '\r\n',
    head: 'export function total(cart) {',
    effect: 'audit',
  },
  {
    languageId: 'python',
    before: 'class Cart:\n',
    selection:
      '    def add(self, item, count=1):\n        # Menge prüfen\n        row = self.rows.get(item)\n        self.rows.update({item: count})\n        return row',
    after: '\n\n    def clear(self):\n        self.rows = {}\n',
    head: 'def add(self, item, count=1):',
    effect: 'update',
  },
  {
    languageId: 'go',
    before: 'package main\n\n',
    selection:
      'func (s *Store) Put(key string, v int) error {\n\t// schreiben\n\told := s.m[key]\n\ts.log(old)\n\ts.m[key] = v\n\treturn nil\n}',
    after: '\n',
    head: 'func (s *Store) Put(key string, v int) error {',
    effect: 'log',
  },
  {
    languageId: 'rust',
    before: 'impl Store {\n',
    selection:
      '    pub fn put(&mut self, key: String, n: i32) -> usize {\n        // schreiben\n        let size = self.map.len();\n        self.map.insert(key, n);\n        size\n    }',
    after: '\n}\n',
    head: 'pub fn put(&mut self, key: String, n: i32) -> usize {',
    effect: 'insert',
  },
  {
    languageId: 'java',
    before: 'class Store {\n',
    selection:
      '    @Override\n    public int put(final String key, int n) {\n        // schreiben\n        int old = map.size();\n        map.put(key, n);\n        return old;\n    }',
    after: '\n}\n',
    head: 'public int put(final String key, int n) {',
    effect: 'put',
  },
  {
    languageId: 'csharp',
    before: 'class Store\n{\n',
    selection:
      '    [Fact]\n    public int Put(string key, int n)\n    {\n        // schreiben\n        var old = map.Count;\n        map.Add(key, n);\n        return old;\n    }',
    after: '\n}\n',
    head: 'public int Put(string key, int n)',
    effect: 'Add',
  },
  {
    languageId: 'css',
    before: 'body { margin: 0 }\n',
    selection: '.list > .item {\n  /* Abstand */\n  gap: 1px;\n  color: red;\n}',
    after: '\n',
    head: '.list > .item {',
    effect: '',
  },
];

const actions = [
  'Add type annotations to the parameters and the return value.',
  'Add a documentation comment above it that says what it does, its parameters and its result.',
  'Make this code simpler and shorter without changing what it does.',
  'Give the variables clear, descriptive names.',
  'Convert this code to async/await.',
  'Translate all comments to English.',
  'Add error handling: check the inputs and handle what can fail.',
  'Keep this code as it is and add a short test for it below.',
  'Find the bug in this code and fix it.',
  'log what is going on',
];

/** What the model says again and again, from wherever it is asked. */
const garbage: readonly (readonly [name: string, script: string | undefined])[] = [
  ['random tokens', undefined],
  ['prose', 'I think that this is a lovely day, and so should you. '.repeat(20)],
  ['another language', 'def f(x):\n    return x\n\nfn main() { let mut x = 1; }\nSELECT 1;\n'.repeat(8)],
  ['brackets', '}})]});\n{{((\n'.repeat(30)],
  ['ends of comments', ' */ evil(); /* """ evil() \'\'\'\n--> evil() <!--\n'.repeat(20)],
  ['fences', '```\nx\n```js\n````\n'.repeat(20)],
  ['a plausible body twice', '  return 1;\n  return 1;\n'.repeat(20)],
  ['a cut body', '  if (a) {\n    b('],
  ['nothing', ''],
  ['line ends', '\n\n\n\n'.repeat(40)],
  ['emoji and surrogates', '🎉 ünï → 日本語\n'.repeat(30)],
  ['types', ' string, number = 3) {} '.repeat(20)],
  ['names', ' total, item; class while\n'.repeat(20)],
];

/** All of it for languages of either kind, every second one for the others. */
function garbageFor(sample: Sample): typeof garbage {
  const index = samples.indexOf(sample);
  return index < 1 || index === 2 ? garbage : garbage.filter((_, at) => (at + index) % 2 === 0);
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
const words = (text: string) => text.replaceAll(/\s+/g, '');

async function answer(framed: FramedRewrite, script: string | undefined): Promise<Answered> {
  if (framed.prompt === undefined) return { text: '', holes: [], finishReason: 'endOfText' };
  const backend = new FakeBackend();
  backend.script = script;
  const time = new ManualTime();
  const chat = new ChatService(backend, new Scheduler(), time.now, time.setTimer, () => {});
  const request = { ...framed.prompt, generationId: '1', conversation: 'rewrite' };
  const outcome = await chat.generate('a', request, (delta) => void framed.place(delta)).result;
  assert.ok(outcome.kind === 'shown', JSON.stringify(outcome));
  await chat.dispose();
  return outcome.value;
}

async function rewritten(framed: FramedRewrite, script: string | undefined): Promise<CleanRewrite> {
  const answered = await answer(framed, script);
  const clean = framed.clean(answered);
  const next = clean.kind === 'notAsked' ? framed.again(answered.text, clean.complaint) : undefined;
  return next === undefined ? clean : await rewritten(next, script);
}

describe('the frame of a rewrite', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
    for (const { languageId } of samples) await grammars.prepare(languageId);
  });
  after(() => grammars.dispose());

  for (const sample of samples) {
    for (const instruction of actions) {
      it(`${sample.languageId}: ${instruction}`, async () => {
        const grammar = grammars.get(sample.languageId);
        assert.ok(grammar !== undefined);
        for (const [name, script] of garbageFor(sample)) {
          const framed = framedRewrite({ ...sample, path: 'x' }, instruction, grammar);
          const clean = await rewritten(framed, script);
          if (clean.kind === 'rewrite') promises(sample, instruction, clean.text, grammar, name);
        }
      }).timeout(20_000);
    }
  }
});

function promises(sample: Sample, instruction: string, text: string, grammar: Grammar, what: string): void {
  const { before, selection, after, head, effect, languageId } = sample;
  const said = `${what}:\n${text}`;
  assert.ok(
    errors(before + text + after, grammar) <= errors(before + selection + after, grammar),
    `does not parse, ${said}`,
  );
  const isWindows = selection.includes('\r\n');
  if (isWindows) assert.equal(text.replaceAll('\r\n', '').includes('\n'), false, `line ends, ${said}`);
  const isTyping = /type annotations/.test(instruction);
  const isAsync = /async/.test(instruction);
  const isRenaming = /names/.test(instruction);
  if (!isTyping && !isAsync && !isRenaming) assert.ok(plain(text).includes(head), `head, ${said}`);
  if (isAsync)
    assert.ok(words(text).includes(words(head.slice(head.indexOf('(')).replace(/:.*$/, ''))), said);
  const hasTypes = languageId === 'typescript' || languageId === 'python';
  if (isTyping && hasTypes) holdsInOrder(text, selection, said);
  if (/documentation/.test(instruction)) {
    assert.equal(words(code(text, languageId)), words(code(selection, languageId)), `code, ${said}`);
  }
  if (/Translate/.test(instruction))
    assert.equal(words(code(text, languageId)), words(code(selection, languageId)), `code, ${said}`);
  if (isRenaming) assert.equal(shape(text), shape(selection), `shape, ${said}`);
  if (/error handling/.test(instruction))
    for (const line of selection.split(/\r?\n/))
      assert.ok(
        words(text).includes(words(line.replace(/[{}]|const|let/g, '').replace(/\/\/.*/, ''))),
        `${line}, ${said}`,
      );
  if (/add a short test/.test(instruction)) assert.ok(text.startsWith(selection), said);
  if (/simpler/.test(instruction)) assert.ok(text.includes(effect), said);
  if (/simpler|error handling|async/.test(instruction))
    for (const [comment] of selection.matchAll(/(?:\/\/|# |\/\*).*/g))
      assert.ok(text.includes(comment.trim()), said);
}

function errors(text: string, grammar: Grammar): number {
  const tree = grammar.parse(text, undefined, 1000);
  assert.ok(tree !== undefined);
  const count = errorNodeCount(tree);
  tree.delete();
  return count;
}

/** Without comments and docstrings. */
function code(text: string, languageId: string): string {
  if (languageId === 'python') return text.replaceAll(/"""[\s\S]*?"""/g, '').replaceAll(/#.*/g, '');
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*/g, '');
}

/** What is left when all names are one. */
function shape(text: string): string {
  return text.replaceAll(/[\p{L}_][\p{L}\p{N}_]*/gu, 'x');
}

function holdsInOrder(text: string, selection: string, said: string): void {
  let at = 0;
  const all = words(text);
  for (const character of words(selection)) {
    at = all.indexOf(character, at) + 1;
    assert.ok(at > 0, `${character} is gone, ${said}`);
  }
}
