// Privacy as a test states it, document by document. Knows no rules.
import type { DocumentPrivacy, PrivacyRefusal } from '../../src/privacy/filePrivacy.ts';

export class StatedPrivacy implements DocumentPrivacy {
  readonly refusals = new Map<string, PrivacyRefusal>();
  /** What reading the rules waits for, and does. */
  read: (uri: string) => Promise<void> = () => Promise.resolve();

  refusal(uri: string): PrivacyRefusal | undefined {
    return this.refusals.get(uri);
  }

  rulesRead(uri: string): Promise<void> {
    return this.read(uri);
  }
}
