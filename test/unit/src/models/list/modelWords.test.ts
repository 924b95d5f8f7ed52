// Each entry of the list of models says something of its own.
import assert from 'node:assert/strict';
import { publishedModels } from '../../../../../src/models/files/publishedModels.ts';
import { detailOf } from '../../../../../src/models/list/modelWords.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

describe('detailOf', () => {
  const details = publishedModels.map((model) => detailOf(model, plainTranslate));

  it('says of every published model what no other is', () => {
    assert.ok(details.every((detail) => detail.length > 20));
    assert.equal(new Set(details).size, publishedModels.length);
  });

  it('says of every download that is converted that it is', () => {
    for (const [index, { convertedFile }] of publishedModels.entries())
      assert.equal(/converted here/.test(details[index] ?? ''), convertedFile !== '');
  });

  it('names no other quantization scheme', () => {
    for (const { title } of publishedModels) assert.doesNotMatch(title, /AWQ|GPTQ/i);
  });
});
