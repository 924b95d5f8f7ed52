// Where model files are looked for at hubs and mirrors.
import assert from 'node:assert/strict';
import {
  isMirrorAddress,
  type ModelSource,
  modelUrl,
} from '../../../../../src/models/download/modelSources.ts';

const model = { repository: 'Qwen/Coder-GGUF', revision: 'abc', file: 'coder.gguf' };

describe('modelUrl', () => {
  const cases: readonly [ModelSource, string][] = [
    [{ kind: 'huggingFace' }, 'https://huggingface.co/Qwen/Coder-GGUF/resolve/abc/coder.gguf'],
    [{ kind: 'modelScope' }, 'https://modelscope.cn/models/Qwen/Coder-GGUF/resolve/master/coder.gguf'],
    [
      { kind: 'mirror', address: 'http://hub.local/' },
      'http://hub.local/Qwen/Coder-GGUF/resolve/abc/coder.gguf',
    ],
    [{ kind: 'mirror', address: 'http://hub.local/models/{file}' }, 'http://hub.local/models/coder.gguf'],
    [{ kind: 'mirror', address: 'http://hub.local/my.gguf' }, 'http://hub.local/my.gguf'],
  ];
  for (const [source, url] of cases) {
    it(url, () => assert.equal(modelUrl(model, source), url));
  }

  it('takes only addresses of the web', () => {
    assert.deepEqual(['https://a.b', 'file:///etc', 'ftp://a', 'nothing'].map(isMirrorAddress), [
      true,
      false,
      false,
      false,
    ]);
  });
});
