// The key of a server, in VS Code's store of secrets together with the address that it is for: no other is given it.
// Must not know what the key opens.
import type * as vscode from 'vscode';

const secretName = 'hearth.serverKey';

type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

export class ServerKeys {
  private readonly secrets: Secrets;

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  async keyFor(url: string): Promise<string | undefined> {
    const kept = await this.secrets.get(secretName);
    if (kept === undefined) return undefined;
    const { url: keptFor, key } = JSON.parse(kept) as { readonly url: string; readonly key: string };
    return keptFor === url ? key : undefined;
  }

  async keep(url: string, key: string): Promise<void> {
    if (key === '') await this.forget();
    else await this.secrets.store(secretName, JSON.stringify({ url, key }));
  }

  async forget(): Promise<void> {
    await this.secrets.delete(secretName);
  }
}
