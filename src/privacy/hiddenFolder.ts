// Whether everything in a folder is hidden: told by a file that does not exist. Must not know rules.
import type { DocumentPrivacy } from './filePrivacy.ts';

/** A name that no rule is written for: if even that is hidden, everything is. */
const anyName = 'hearth-asks-whether-all-is-hidden';

/** @param folderUri without a slash at its end */
export async function isAllHidden(folderUri: string, privacy: DocumentPrivacy): Promise<boolean> {
  const probe = `${folderUri}/${anyName}`;
  await privacy.rulesRead(probe);
  return privacy.refusal(probe) === 'ignoredFile';
}
