// Names of tuned copies, which of them are outdated, and which file is run.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseModel, outdatedCopies, tunedPath } from '../../../../../src/models/files/tunedCopies.ts';
import { isThere, removeOutdated, tunedPathOf } from '../../../../../src/models/tuning/tunedFiles.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

const join = (...parts: string[]) => parts.join('/');
const copy = (name: string) => ({ name, modifiedMs: 0 });
/** Of /m/coder-q4_0.gguf. */
const place = createHash('sha256').update('/m/coder-q4_0.gguf').digest('hex').slice(0, 8);
const current = `coder-q4_0-${place}-ascii50000v1-100x5.gguf`;

describe('tunedPath', () => {
  for (const [original, rule, expected] of [
    ['/m/coder-q4_0.gguf', undefined, current],
    ['C:\\m\\coder.GGUF', undefined, `coder-${place}-ascii50000v1-100x5.gguf`],
    ['odd name', { asciiOnly: false, maxId: 9 }, `odd name-${place}-any9v1-100x5.gguf`],
  ] as const) {
    it(`${original} → ${expected}`, () => {
      const file = { path: original, realPath: '/m/coder-q4_0.gguf', bytes: 100, modifiedMs: 5.7 };
      assert.equal(tunedPath('/home', file, join, rule), `/home/models/tuned/${expected}`);
    });
  }
});

describe('outdatedCopies', () => {
  const hourMs = 3_600_000;
  for (const [name, file, nowMs, isOutdated] of [
    ['itself', copy(current), 0, false],
    ['another state of the original', copy(current.replace('100x', '99x')), 0, true],
    ['one named before places counted', copy('coder-q4_0-ascii50000v1-100x5.gguf'), 0, true],
    ['one of a file of this name elsewhere', copy(current.replace(place, '0badf00d')), 0, false],
    ['another rule', copy(current.replace('ascii50000', 'any200000')), 0, true],
    ['another version', copy(current.replace('v1', 'v2')), 0, true],
    ['another original', copy('coder-ascii50000v1-100x5.gguf'), 0, false],
    ['an original whose name goes on', copy('coder-q4_0-from-q8-ascii50000v1-100x5.gguf'), 0, false],
    ['some other file', copy('notes.gguf'), 0, false],
    ['one that is being written', copy(`${current}.123.part`), hourMs - 1, false],
    ['one that was left unfinished', copy(`${current}.123.part`), hourMs + 1, true],
  ] as const) {
    it(`${name}: ${isOutdated ? 'goes' : 'stays'}`, () => {
      assert.deepEqual(outdatedCopies(current, [file], nowMs), isOutdated ? [file.name] : []);
    });
  }
});

describe('chooseModel', () => {
  const situation = { original: 'o', tuned: 't', isWanted: true, isThere: true, hasFailed: false };
  for (const [name, change, load, make] of [
    ['a copy that is there', {}, 't', undefined],
    ['the original until there is a copy', { isThere: false }, 'o', 't'],
    ['the original where no copy is wanted', { isWanted: false }, 'o', undefined],
    ['the original once the copy has failed', { hasFailed: true }, 'o', undefined],
    ['the original once making has failed', { hasFailed: true, isThere: false }, 'o', undefined],
  ] as const) {
    it(name, () => assert.deepEqual(chooseModel({ ...situation, ...change }), { load, make }));
  }
});

describe('files of tuned copies', () => {
  const folder = useTemporaryFolder();

  it('have a name that changes with the original', async () => {
    const original = path.join(folder(), 'coder.gguf');
    assert.equal(await tunedPathOf(original, folder()), undefined);
    writeFileSync(original, 'weights');
    const first = await tunedPathOf(original, folder());
    assert.match(String(first), /[\\/]models[\\/]tuned[\\/]coder-[0-9a-f]{8}-ascii50000v1-7x\d+\.gguf$/);
    utimesSync(original, 1000, 1000);
    assert.notEqual(await tunedPathOf(original, folder()), first);
  });

  it('are two for two files of one name in two folders, and neither removes the other', async () => {
    const copies = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const original = path.join(folder(), name, 'model.gguf');
        mkdirSync(path.dirname(original));
        writeFileSync(original, 'weights');
        utimesSync(original, 1000, 1000);
        return (await tunedPathOf(original, folder())) ?? '';
      }),
    );
    const [first = '', second = ''] = copies;
    assert.notEqual(first, second);
    mkdirSync(path.dirname(first), { recursive: true });
    for (const file of copies) writeFileSync(file, 'tuned');
    assert.deepEqual(await removeOutdated(first, Date.now()), []);
    assert.equal(await isThere(second), true);
  });

  it('of older states are removed', async () => {
    const tuned = path.join(folder(), 'tuned', current);
    mkdirSync(path.dirname(tuned));
    assert.equal(await isThere(tuned), false);
    const older = current.replace('100x', '99x');
    for (const name of [current, older, `${current}.1.part`, 'notes.txt'])
      writeFileSync(path.join(path.dirname(tuned), name), '');
    assert.equal(await isThere(tuned), true);
    const removed = await removeOutdated(tuned, statSync(tuned).mtimeMs);
    assert.deepEqual(removed, [older]);
    assert.equal(readdirSync(path.dirname(tuned)).length, 3);
  });
});
