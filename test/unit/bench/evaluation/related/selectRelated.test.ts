// What is chosen of other files, on real syntax trees.
import assert from 'node:assert/strict';
import type {
  RelatedCandidate,
  RelatedSnippet,
} from '../../../../../bench/evaluation/related/relatedCode.ts';
import type { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { candidate, loadGrammars, requestOf, select } from './relatedFiles.ts';

const scheduler = candidate(
  'src/scheduler.ts',
  `import { Job } from './job.ts';
/** Runs jobs. */
export class Scheduler {
  private readonly waiting: Job[] = [];
  /** Later. */
  enqueue(job: Job): void {
    this.waiting.push(job);
  }
}
export function createScheduler(limit: number): Scheduler {
  return new Scheduler(limit);
}
`,
);
const foldedClass = 'export class Scheduler {\n  enqueue(job: Job): void;\n}';
const foldedFunction = 'export function createScheduler(limit: number): Scheduler;';

const repeats = `function tally(orders: Order[]): number {
  let total = 0;
  for (const order of orders) {
    if (order.isCancelled) continue;
    total += order.amount;
  }
  return total;
}`;

interface Row {
  readonly title: string;
  readonly drawn: string;
  readonly candidates: readonly RelatedCandidate[];
  readonly expected: readonly (readonly [kind: RelatedSnippet['kind'], path: string, text: string])[];
}

const rows: readonly Row[] = [
  {
    title: 'a function imported by name',
    drawn: `import { createScheduler } from './scheduler.ts';\n\nconst scheduler = createScheduler(█`,
    candidates: [scheduler],
    expected: [['definition', 'src/scheduler.ts', foldedFunction]],
  },
  {
    title: 'in the order of the file, whatever matters more',
    drawn: `import { createScheduler, Scheduler } from './scheduler.ts';\nlet a: Scheduler;\ncreateScheduler(█`,
    candidates: [scheduler],
    expected: [
      ['definition', 'src/scheduler.ts', foldedClass],
      ['definition', 'src/scheduler.ts', foldedFunction],
    ],
  },
  {
    title: 'the class of a member in use',
    drawn: `import './scheduler.ts';\nqueue.enqueue(█`,
    candidates: [scheduler],
    expected: [['definition', 'src/scheduler.ts', foldedClass]],
  },
  {
    title: 'a type that is about to be imported',
    drawn: 'function start(scheduler: Scheduler) {\n  █',
    candidates: [scheduler],
    expected: [['definition', 'src/scheduler.ts', foldedClass]],
  },
  {
    title: 'not a local variable of the same name',
    drawn: 'const createScheduler = 1;\nuse(createScheduler, █',
    candidates: [scheduler],
    expected: [],
  },
  {
    title: 'not what the file defines itself',
    drawn: 'class Scheduler {}\nnew Scheduler(█',
    candidates: [scheduler],
    expected: [],
  },
  {
    title: 'not what too many files define',
    drawn: 'new Scheduler(█',
    candidates: ['a', 'b', 'c'].map((name) => candidate(`${name}.ts`, `${scheduler.text}// ${name}`)),
    expected: [],
  },
  {
    title: 'code that resembles the code at the cursor',
    drawn:
      'function count(orders: Order[]): number {\n  let total = 0;\n  for (const order of orders) {\n    █\n',
    candidates: [candidate('src/tally.ts', repeats)],
    expected: [['similar', 'src/tally.ts', repeats]],
  },
  {
    title: 'no copy of the code at the cursor',
    drawn: repeats.replace('isCancelled', 'isGone█'),
    candidates: [candidate('src/tally.ts', repeats)],
    expected: [],
  },
  {
    title: 'nothing of the same file, of a copy of it, or of another language',
    drawn: `${repeats}\n\n█`,
    candidates: [
      candidate('src/current.ts', repeats),
      candidate('src/copy.ts', `${repeats}\n\n`),
      candidate('src/tally.py', repeats),
    ],
    expected: [],
  },
];

describe('selecting related code', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars('typescript', 'python');
  });
  after(() => grammars.dispose());

  for (const { title, drawn, candidates, expected } of rows) {
    it(title, () => {
      const found = select(grammars, requestOf(drawn), candidates);
      assert.deepEqual(
        found.map(({ kind, path, text }) => [kind, path, text]),
        expected,
      );
    });
  }

  it('Windows line ends become plain ones', () => {
    const windows = candidate('src/scheduler.ts', scheduler.text.replaceAll('\n', '\r\n'));
    const request = requestOf(`import { Scheduler } from './scheduler.ts';\r\n\r\nnew Scheduler(█`);
    assert.deepEqual(
      select(grammars, request, [windows]).map(({ text }) => text),
      [foldedClass],
    );
  });

  it('without a grammar there is similar code only', () => {
    const none = { get: () => undefined };
    const request = requestOf(`import { Scheduler } from './scheduler.ts';\nnew Scheduler(█`);
    assert.deepEqual(select(none, request, [scheduler]), []);
  });
});
