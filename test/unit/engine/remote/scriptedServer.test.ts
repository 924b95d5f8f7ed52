// The scripted server passes the contract of the real ones.
import { ScriptedServer } from '../../../support/server/scriptedServer.ts';
import { scriptedVocabulary } from '../../../support/server/scriptedVocabulary.ts';
import { serverContract } from '../../../support/server/serverContract.ts';

for (const product of ['llama.cpp', 'vLLM'] as const) {
  describe(`the contract: scripted ${product}`, () => {
    const server = new ScriptedServer();
    server.product = product;
    // What follows depends on the prompt alone, so that going on from it gives the same.
    server.answer = (prompt) => {
      const at = prompt.length % 8;
      return 'abcdefgh'.slice(at) + 'abcdefgh'.repeat(60);
    };
    before(() => server.start());
    after(() => server.stop());
    serverContract({ product, url: () => server.url, loaded: scriptedVocabulary });
  });
}
