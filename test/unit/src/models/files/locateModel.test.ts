// Which model file is taken.
import assert from 'node:assert/strict';
import { hearthHome } from '../../../../../src/models/files/hearthHome.mjs';
import { locateModel } from '../../../../../src/models/files/locateModel.ts';

const coder = 'qwen2.5-coder-0.5b-instruct-q4_0.gguf';
const fine = 'qwen2.5-coder-0.5b-instruct-q4_0-kv8-from-q4_k_m.gguf';
const source = 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf';
const converted = 'qwen2.5-coder-0.5b-instruct-q4_0-from-q4_k_m.gguf';
const general = 'qwen2-0_5b-instruct-q4_0.gguf';

describe('locateModel', () => {
  for (const [name, setting, present, expected] of [
    ['the setting comes first, whether it is there or not', '/mine.gguf', [coder], '/mine.gguf'],
    ['what was made with 8-bit keys and values first', '', [coder, source, fine], `cache/${fine}`],
    ['what is still to be converted last', '', [source, general], `cache/${general}`],
    ['what is still to be converted where there is nothing else', '', [source], `cache/${source}`],
    ['the published file before the converted one', '', [general, converted, coder], `cache/${coder}`],
    ['the converted one', '', [general, converted], `cache/${converted}`],
    ['any known one', '', [general], `cache/${general}`],
    ['never an unknown file', '', ['other.gguf', `${coder}.part`], undefined],
    ['nothing', '', [], undefined],
  ] as const) {
    it(name, async () => {
      const files: readonly string[] = present.map((file) => `cache/${file}`);
      const found = await locateModel(
        setting,
        'cache',
        (file) => Promise.resolve(files.includes(file)),
        (folder, file) => `${folder}/${file}`,
      );
      assert.equal(found, expected);
    });
  }
});

describe('hearthHome', () => {
  for (const [env, platform, expected] of [
    [{ HEARTH_HOME: '/h', HOME: '/u' }, 'linux', /^\/h$/],
    [{ HOME: '/u' }, 'linux', /^\/u\/\.cache\/hearth$/],
    [{ HOME: '/u', XDG_CACHE_HOME: '/x' }, 'linux', /^\/x\/hearth$/],
    [{ HOME: '/u' }, 'darwin', /^\/u\/Library\/Caches\/hearth$/],
    [{ USERPROFILE: '/u', LOCALAPPDATA: '/l' }, 'win32', /^\/l\/hearth$/],
  ] as const) {
    it(`${platform}: ${JSON.stringify(env)}`, () => assert.match(hearthHome(env, platform), expected));
  }
});
