// Connecting to a server: what is asked, what is shown, and that nothing is kept before there is consent.
import assert from 'node:assert/strict';
import type { ServerCheck, ServerFacts } from '../../../../engine/protocol/serverProtocol.ts';
import { connectFlow } from '../../../../src/server/connectFlow.ts';
import { plainTranslate as t } from '../../../support/plainTranslate.ts';

const url = 'https://llm.example.com';
const facts: ServerFacts = {
  product: 'vLLM',
  version: undefined,
  model: 'coder',
  contextTokens: 4096,
  hasFimTokens: true,
  isSameVocabulary: true,
  takesTokens: true,
  tellsProbabilities: true,
  healing: 'allowedTokens',
  canChat: true,
};
const answered: ServerCheck = { kind: 'answered', facts };
const failed: ServerCheck = { kind: 'failed', trouble: 'serverKey', message: 'answered 401' };

interface Play {
  readonly checks: readonly (ServerCheck | undefined)[];
  readonly consents?: boolean;
  readonly triesAgain?: boolean;
  readonly current?: string;
  readonly key?: string | undefined;
}

async function play({ checks, consents = true, triesAgain = false, current = '', ...more }: Play) {
  const happened: string[] = [];
  const left = [...checks];
  await connectFlow({
    dialogs: {
      askAddress: (known) => {
        happened.push(`address after "${known}"`);
        return Promise.resolve(url);
      },
      askKey: (_, kept) => {
        happened.push(`key after "${kept}"`);
        return Promise.resolve('key' in more ? more.key : 'typed');
      },
      tellFailure: (host, lines) =>
        Promise.resolve(happened.push(`failed ${host}: ${lines[0]}`) > 0 && triesAgain),
      tellUnfit: (host, lines) => Promise.resolve(void happened.push(`unfit ${host}: ${lines[1]}`)),
      consent: (host, lines) =>
        Promise.resolve(happened.push(`consent ${host}: ${lines[0]}`) > 0 && consents),
    },
    check: (address, key) =>
      Promise.resolve(happened.push(`check ${address} ${key}`) > 0 ? left.shift() : undefined),
    keys: {
      keyFor: () => Promise.resolve('kept'),
      keep: (address, key) => Promise.resolve(void happened.push(`keep ${address} ${key}`)),
    },
    current: () => current,
    setServer: (address) => Promise.resolve(void happened.push(`set ${address}`)),
    reload: () => Promise.resolve(void happened.push('reload')),
    t,
  });
  return happened;
}

const asked = ['address after ""', 'key after "kept"', `check ${url} typed`];
const shown = 'consent llm.example.com: vLLM with the model coder, context of 4096 tokens.';

describe('connectFlow', () => {
  it('asks, checks, shows what was found, and keeps key and address after consent', async () => {
    assert.deepEqual(await play({ checks: [answered] }), [
      ...asked,
      shown,
      `keep ${url} typed`,
      `set ${url}`,
    ]);
  });

  it('keeps nothing without consent', async () => {
    assert.deepEqual(await play({ checks: [answered], consents: false }), [...asked, shown]);
  });

  it('starts the engine anew where only the key is another', async () => {
    const happened = await play({ checks: [answered], current: url });
    assert.deepEqual(happened.slice(-2), [`keep ${url} typed`, 'reload']);
  });

  it('refuses what cannot be used, with the reason', async () => {
    const unfit: ServerCheck = { kind: 'answered', facts: { ...facts, takesTokens: false } };
    const happened = await play({ checks: [unfit] });
    assert.match(happened.at(-1) ?? '', /^unfit llm\.example\.com: It takes no token ids/);
  });

  it('says why nothing answers, and begins again with the same address', async () => {
    const happened = await play({ checks: [failed, answered], triesAgain: true });
    assert.equal(happened[3], 'failed llm.example.com: The server wants another key.');
    assert.equal(happened[4], `address after "${url}"`);
    assert.equal(happened.at(-1), `set ${url}`);
  });

  for (const [name, given] of [
    ['at the key', { checks: [answered], key: undefined }],
    ['while it is checked', { checks: [undefined] }],
    ['after a failure', { checks: [failed] }],
  ] as const) {
    it(`changes nothing when given up ${name}`, async () => {
      assert.ok((await play(given)).every((step) => !/^(?:keep|set|reload)/.test(step)));
    });
  }
});
