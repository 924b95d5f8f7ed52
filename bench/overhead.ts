// `npm run bench -- overhead`: what the extension itself costs a key in a long file, without the model: syntax, window,
// clean-up, gate. An engine in memory answers at once with the rest of the line. The same keys are typed without and with
// a language server that lists its names too late. `overhead [--json]`
import { readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CompleteResult } from '../engine/protocol/protocol.ts';
import { neverCancelled } from '../src/base/cancellation.ts';
import type { TextChange } from '../src/base/textChanges.ts';
import { applyChange } from '../src/base/textChanges.ts';
import type { EngineClient } from '../src/client/engineClient.ts';
import { type CompletionParts, Completions } from '../src/completion/completions.ts';
import type { ItemList } from '../src/completion/names/listedNames.ts';
import { RecentOutcomes } from '../src/completion/recentOutcomes.ts';
import { defaultSettings } from '../src/settings/settings.ts';
import { benchContext } from './benchContext.ts';
import { faultLog, readableDocuments, recordedRequest } from './replay/recordedEditor.ts';
import { percentile } from './statistics.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: { json: { type: 'boolean', default: false } },
});
const lineCount = 5000;
/** Lines that are written anew, spread over the file. */
const typedLineCount = 60;
const keysPerLine = 12;
/** Behind the answer, and so many names. */
const lateMs = 60;
const listedNameCount = 60;
const languageId = 'typescript';
const uri = 'file:///long.ts';

interface TypedLine {
  readonly startOffset: number;
  readonly line: string;
}

/** What the engine answers. */
let restOfLine = '';
let version = 1;
let text = await longSource();

const context = benchContext(() => performance.now());
await context.prepare(languageId);
const parts: CompletionParts = {
  client: answeringEngine(),
  context,
  privacy: readableDocuments,
  outcomes: new RecentOutcomes(),
  settings: () => ({ ...defaultSettings, prefetch: false }),
  textsAround: () => [],
  kindAt: (document, offset) => context.kindAt(document, offset),
  // Waiting for the next key is no work.
  setTimer: (callback) => {
    const timer = setImmediate(callback);
    return { dispose: () => clearImmediate(timer) };
  },
  now: () => performance.now(),
  log: faultLog,
};
let listsAsked = 0;
/** The same extension, without and with a server that is asked. */
const roads = {
  unlisted: { completions: new Completions(parts), keyMs: [] as number[], shown: 0 },
  listed: {
    completions: new Completions({ ...parts, listNames: lateList }),
    keyMs: [] as number[],
    shown: 0,
  },
};
context.parseAhead({ uri, languageId, version, text });

for (const [index, typed] of linesToType().entries()) {
  const { unlisted, listed } = roads;
  // In turns, so that neither profits from what the other has warmed.
  for (const road of index % 2 === 0 ? [unlisted, listed] : [listed, unlisted]) await typeLine(typed, road);
}
context.dispose();

const result = {
  ...resultOf(roads.unlisted),
  listed: { ...resultOf(roads.listed), listsAsked },
};
console.log(flags.json ? JSON.stringify(result) : result);

async function typeLine({ startOffset, line }: TypedLine, road: typeof roads.listed): Promise<void> {
  const { completions, keyMs } = road;
  change({ startOffset, removedLength: line.length, insertedText: '' }, completions);
  for (const [index, key] of line.slice(0, keysPerLine).split('').entries()) {
    restOfLine = line.slice(index + 1);
    // So that the engine is asked behind it, and with it the server.
    if (key === '.') completions.forgetAnswers();
    const startMs = performance.now();
    change({ startOffset: startOffset + index, removedLength: 0, insertedText: key }, completions);
    if (await isAnswered(startOffset + index + 1, completions)) road.shown++;
    keyMs.push(performance.now() - startMs);
  }
  const removedLength = Math.min(line.length, keysPerLine);
  change({ startOffset, removedLength, insertedText: line }, completions);
}

function resultOf({ keyMs, shown }: typeof roads.listed) {
  return {
    keys: keyMs.length,
    shown,
    p50Ms: percentile(keyMs, 0.5),
    p95Ms: percentile(keyMs, 0.95),
    maxMs: percentile(keyMs, 1),
  };
}

async function lateList(): Promise<ItemList> {
  listsAsked++;
  await new Promise((resolve) => setTimeout(resolve, lateMs));
  const items = Array.from({ length: listedNameCount }, (_, index) => ({
    label: `member${index}`,
    kind: 4,
    commitCharacters: ['.'],
  }));
  return { items, isIncomplete: false };
}

function change(edit: TextChange, completions: Completions): void {
  text = applyChange(text, edit);
  version++;
  context.change(uri, [edit]);
  completions.change(uri, [edit]);
}

async function isAnswered(offset: number, completions: Completions): Promise<boolean> {
  const request = recordedRequest({ uri, languageId, version, text, offset }, () => true);
  const outcome = await completions.pipeline.complete(request, neverCancelled);
  return outcome.kind === 'shown';
}

/** Statements as they stand there, without their indentation: nothing in the file is left to add behind them. */
function linesToType(): readonly TypedLine[] {
  const lines = Array.from(text.matchAll(/^[ \t]+(\w[^\n]{11,}[;,])$/gm), (match) => ({
    startOffset: match.index + match[0].length - (match[1] ?? '').length,
    line: match[1] ?? '',
  }));
  const step = Math.floor(lines.length / typedLineCount);
  return lines.filter((_, index) => index % step === 0).slice(0, typedLineCount);
}

/** This project's own, one file after the other. */
async function longSource(): Promise<string> {
  const folder = new URL('../src/', import.meta.url);
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.ts'))
    .toSorted();
  const texts = await Promise.all(names.map(async (name) => await readFile(new URL(name, folder), 'utf8')));
  return texts.join('\n').split('\n').slice(0, lineCount).join('\n');
}

function answeringEngine(): EngineClient {
  const counters = { reused: 500, evaluated: 1, generated: 8 };
  const timings = { queueMs: 0, tokenizeMs: 0, prefillMs: 0, firstTokenMs: 0, decodeMs: 0, totalMs: 0 };
  return {
    status: { state: 'ready' },
    loaded: undefined,
    onStatus: () => ({ dispose: () => {} }),
    complete(): Promise<CompleteResult> {
      const tokens = (restOfLine.match(/\w+|\W/g) ?? []).map((token) => ({ text: token, probability: 0.97 }));
      const value = { text: restOfLine, tokens, finishReason: 'endOfLine' as const, counters, timings };
      return Promise.resolve({ kind: 'shown', value });
    },
    warm: () => Promise.resolve(undefined),
    refer: () => Promise.resolve(undefined),
    generate: () => Promise.resolve({ kind: 'unavailable', reason: 'noChat' }),
    tellNames: () => {},
    closeDocument: () => {},
    reload: () => Promise.resolve(),
    restart: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
}
