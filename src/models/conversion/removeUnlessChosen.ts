// The end of a copy that nobody wants. Must not know who asked for it.
import { rm } from 'node:fs/promises';

/**
 * Measuring takes long, and so may the question: meanwhile the copy may have been chosen in the list of models, in any
 * window.
 * @param chosen the file that the settings name now
 */
export async function removeUnlessChosen(copy: string, chosen: () => string): Promise<void> {
  if (chosen() !== copy) await rm(copy, { force: true });
}
