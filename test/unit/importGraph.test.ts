// The structure that ARCHITECTURE.md draws, held against every import of the product, types included.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const roots = ['src', 'engine', 'cli'] as const;
const mostFilesIn: Readonly<Partial<Record<string, number>>> = { src: 6, engine: 4 };
const mostFilesInAFolder = 20;

const files = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|mjs)$/.test(file))
    .map((file) => path.posix.join(root, file.replaceAll(path.sep, '/'))),
);

const imports = new Map(files.map((file) => [file, importsOf(file)] as const));

function importsOf(file: string): readonly string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...specifiers]
    .map(([, specifier = '']) => path.posix.join(path.posix.dirname(file), specifier))
    .filter((target) => files.includes(target));
}

/** What imports what, with files taken together by a name. */
function taken(nameOf: (file: string) => string): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const [file, targets] of imports) {
    const from = graph.get(nameOf(file)) ?? new Set<string>();
    graph.set(nameOf(file), from);
    for (const target of targets) if (nameOf(target) !== nameOf(file)) from.add(nameOf(target));
  }
  return graph;
}

/** One circle, first and last the same; empty where there is none. */
function circleIn(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...trail, node]);
      if (circle.length > 0) return circle;
    }
    done.add(node);
    return [];
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

const views: readonly (readonly [name: string, nameOf: (file: string) => string])[] = [
  ['files', (file) => file],
  ['folders', (file) => path.posix.dirname(file)],
  ['rooms', (file) => file.split('/').slice(0, 2).join('/')],
];

describe('import graph', () => {
  it('is read', () => {
    assert.ok((imports.get('src/extension.ts')?.length ?? 0) > 10);
    assert.deepEqual(
      circleIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['c', 'a'])],
        ]),
      ),
      ['a', 'b', 'a'],
    );
  });

  for (const [name, nameOf] of views) {
    it(`has no circle of ${name}`, () => assert.deepEqual(circleIn(taken(nameOf)), []));
  }

  it('runs down: the engine knows nothing of src, src of the engine only its protocol, nobody of the command line', () => {
    const upward = [...imports].flatMap(([file, targets]) =>
      targets.filter((target) => !mayImport(file, target)).map((target) => `${file} → ${target}`),
    );
    assert.deepEqual(upward, []);
  });

  it('runs down the code map of ARCHITECTURE.md, which has every room', () => {
    const rows = codeMap();
    const upward = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => roomOf(target) !== roomOf(file) && rowOf(rows, file) >= rowOf(rows, target))
        .map((target) => `${file} → ${target}`),
    );
    assert.deepEqual(upward, []);
    assert.deepEqual(
      [...new Set(files.map(roomOf))].filter((room) => !rows.includes(room)),
      [],
    );
  });

  it('has folders that can be looked over', () => {
    const counts = new Map<string, number>();
    for (const file of files)
      counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1);
    const full = [...counts].filter(([folder, count]) => count > (mostFilesIn[folder] ?? mostFilesInAFolder));
    assert.deepEqual(full, []);
  });

  for (const root of ['src', 'engine']) {
    it(`has no two files of one name in ${root}`, () => {
      const names = files
        .filter((file) => file.startsWith(`${root}/`))
        .map((file) => path.posix.basename(file));
      assert.deepEqual(
        names.filter((file, index) => names.indexOf(file) !== index),
        [],
      );
    });
  }
});

/** Rooms in the order of the table; several of one row one after the other. */
function codeMap(): readonly string[] {
  const table = /^\| room[^]*?\n\n/m.exec(readFileSync('ARCHITECTURE.md', 'utf8'))?.[0] ?? '';
  return [...table.matchAll(/^\| (`[^|]+`) *\|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, room = '']) => room.replace('/*.ts', '')),
  );
}

/** Composition roots stand above everything of their side. */
function roomOf(file: string): string {
  const [root = '', folder = '', ...rest] = file.split('/');
  if (root === 'cli') return 'cli';
  return rest.length > 0 ? `${root}/${folder}` : root === 'engine' ? 'engine/main.ts' : root;
}

function rowOf(rooms: readonly string[], file: string): number {
  return rooms.indexOf(roomOf(file));
}

function mayImport(file: string, target: string): boolean {
  if (target.startsWith('cli/')) return file.startsWith('cli/');
  if (file.startsWith('engine/')) return target.startsWith('engine/');
  return !file.startsWith('src/') || target.startsWith('src/') || target.startsWith('engine/protocol/');
}
