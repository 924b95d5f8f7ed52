// How the two windows of a soak tell each other: files in the folder that both have for theirs.
// Must not know what is measured.
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WindowSample } from './soakReport.ts';
import type { SoakCounts } from './soakTyping.ts';

export interface OtherWindow {
  readonly sample: WindowSample;
  readonly counts: SoakCounts;
  /** The number of the question that it answers. */
  readonly answers: number;
  readonly engine: number | undefined;
}

const inside = (name: string) => path.join(os.tmpdir(), name);
const question = inside('soak-question');
const answer = inside('soak-answer.json');
const end = inside('soak-end');

export const askOtherWindow = (number: number) => place(question, `${number}`);
export const answerOtherWindow = (window: OtherWindow) => place(answer, JSON.stringify(window));
export const endOtherWindow = () => place(end, '');
export const isEnded = () => existsSync(end);

export async function questionOfOtherWindow(): Promise<number> {
  return existsSync(question) ? Number(await readFile(question, 'utf8')) : 0;
}

export async function answerOf(): Promise<OtherWindow | undefined> {
  return existsSync(answer) ? (JSON.parse(await readFile(answer, 'utf8')) as OtherWindow) : undefined;
}

/** Whole or not at all. */
async function place(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}
