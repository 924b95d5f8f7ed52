// The key is given to the address that it was typed for, and to no other.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ServerKeys } from '../../../../src/server/serverKeys.ts';

function secretsInMemory(): Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'> {
  const kept = new Map<string, string>();
  return {
    get: (name) => Promise.resolve(kept.get(name)),
    store: (name, value) => Promise.resolve(void kept.set(name, value)),
    delete: (name) => Promise.resolve(void kept.delete(name)),
  };
}

describe('ServerKeys', () => {
  it('keeps one key for one address', async () => {
    const keys = new ServerKeys(secretsInMemory());
    await keys.keep('https://a.example', 'secret');
    assert.equal(await keys.keyFor('https://a.example'), 'secret');
    assert.equal(await keys.keyFor('https://b.example'), undefined);
    await keys.keep('https://b.example', '');
    assert.equal(await keys.keyFor('https://a.example'), undefined);
  });

  it('forgets it', async () => {
    const keys = new ServerKeys(secretsInMemory());
    await keys.keep('https://a.example', 'secret');
    await keys.forget();
    assert.equal(await keys.keyFor('https://a.example'), undefined);
  });
});
