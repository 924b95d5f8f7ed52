// Records what the real model writes at cursors in this repository and in the samples, as golden cases to be
// reviewed by eye: `node --import tsx <this file> > golden/recorded.txt`. Takes a minute; tests need no weights then.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CompleteAnswer, CompleteRequest } from '../../../../../cli/completeRequest.ts';
import { cleanAnswer } from '../../../../../src/completion/answers/cleanAnswer.ts';
import { aroundOf, describeResult, editingOf, type GoldenCase, printCase } from './goldenCases.ts';

const samples = fileURLToPath(new URL('golden/samples', import.meta.url));
const root = fileURLToPath(new URL('../../../../..', import.meta.url));
const ownFiles = [
  'engine/decoding/stopRules.ts',
  'engine/prompt/layout.ts',
  'src/completion/place/place.ts',
  'src/settings/settings.ts',
  'src/client/restartPolicy.ts',
  'scripts/suites/counts.mjs',
];
const languages: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.mjs': 'javascript',
  '.py': 'python',
  '.go': 'go',
  '.rs': 'rust',
  '.java': 'java',
  '.c': 'c',
  '.html': 'html',
  '.yaml': 'yaml',
  '.json': 'json',
  '.md': 'markdown',
  '.sql': 'sql',
  '.css': 'css',
};

/** What of a document is written into a case. */
const linesBefore = 12;
const linesAfter = 9;

type Kind = 'rest of line gone' | 'rest of line kept' | 'new line between' | 'line gone' | 'block gone';
const kinds: readonly Kind[] = [
  'rest of line gone',
  'new line between',
  'block gone',
  'rest of line kept',
  'line gone',
];

interface Question extends CompleteRequest {
  readonly kind: Kind;
}

const files = [
  ...readdirSync(samples).map((file) => path.join(samples, file)),
  ...ownFiles.map((file) => path.join(root, file)),
];
const questions = files.flatMap((file, index) =>
  kinds.map((kind, place) => question(file, kind, index + place)),
);
const answers = await ask(questions);
process.stdout.write('Recorded answers, to be reviewed by eye.\n\n');
for (const [index, asked] of questions.entries()) {
  const answer = answers[index];
  if (answer?.kind === 'shown' || answer?.kind === 'silent') {
    process.stdout.write(printCase(toCase(asked, answer.raw)));
  } else {
    process.stderr.write(`${asked.path}, ${asked.kind}: ${JSON.stringify(answer)}\n`);
  }
}

async function ask(requests: readonly CompleteRequest[]): Promise<readonly CompleteAnswer[]> {
  const child = spawn('npm', ['run', '-s', 'hearth', '--', 'complete', '--jsonl'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return output
    .trimEnd()
    .split('\n')
    .map((line): CompleteAnswer => JSON.parse(line));
}

/** A place that only the file and the number decide. */
function question(file: string, kind: Kind, seed: number): Question {
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n');
  const chosen = lines.flatMap((line, index) => (isFit(line, lines[index + 1] ?? '', kind) ? [index] : []));
  const index = chosen[(seed * 7919) % Math.max(1, chosen.length)] ?? 0;
  const line = lines[index] ?? '';
  const start = lines.slice(0, index).reduce((length, each) => length + each.length + 1, 0);
  const column = Math.round(line.length * (0.35 + ((seed * 31) % 50) / 100));
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  const [offset, end, inserted] = placeOf(kind, { start, column, line, indentation, lines, index });
  return {
    kind,
    path: path.relative(root, file),
    // Samples that the type check should not find end in `.txt`.
    languageId: languages[path.extname(file.replace(/\.txt$/, ''))] ?? 'plaintext',
    before: source.slice(0, offset) + inserted,
    after: source.slice(end),
    // Small windows: the answers matter here, not how good they are.
    budgetMs: 1,
    maxLines: kind === 'block gone' || seed % 3 === 0 ? 6 : 1,
  };
}

function isFit(line: string, next: string, kind: Kind): boolean {
  if (line.trim().length < 4) return false;
  const depth = (of: string) => of.length - of.trimStart().length;
  return kind === 'block gone' ? next.trim() !== '' && depth(next) > depth(line) : line.trim().length > 12;
}

interface Chosen {
  readonly start: number;
  readonly column: number;
  readonly line: string;
  readonly indentation: string;
  readonly lines: readonly string[];
  readonly index: number;
}

/** Where the text before ends, where the text after begins, and what is written between. */
function placeOf(
  kind: Kind,
  { start, column, line, indentation, lines, index }: Chosen,
): [number, number, string] {
  const lineEnd = start + line.length;
  switch (kind) {
    case 'rest of line gone':
      return [start + column, lineEnd, ''];
    case 'rest of line kept':
      return [start + column, start + column, ''];
    case 'new line between':
      return [lineEnd, lineEnd, `\n${indentation}`];
    case 'line gone':
      return [start + indentation.length, lineEnd, ''];
    case 'block gone': {
      const inside = /^\s*/.exec(lines[index + 1] ?? '')?.[0] ?? '';
      let end = index + 1;
      while (end < lines.length && ((lines[end] ?? '').startsWith(inside) || lines[end] === '')) end++;
      const length = lines.slice(index + 1, end).reduce((sum, each) => sum + each.length + 1, 0);
      return [lineEnd, lineEnd + length, `\n${inside}`];
    }
  }
}

function toCase({ before, after, languageId, path: file, kind }: Question, answer: string): GoldenCase {
  const above = before.split('\n');
  const golden: GoldenCase = {
    name: `${path.basename(file)}: ${kind}`,
    options: [languageId, ...(above.length > linesBefore ? ['excerpt'] : [])],
    before: above.slice(-linesBefore).join('\n'),
    answer,
    after: after.split('\n').slice(0, linesAfter).join('\n'),
    expected: '',
  };
  const result = cleanAnswer(answer, aroundOf(golden), editingOf(golden));
  return { ...golden, expected: describeResult(result, golden.after) };
}
