// The extension under test and what it says about itself.
// Must not know documents.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HearthApi } from '../../../src/extension.ts';

export async function activeHearth(): Promise<HearthApi> {
  const extension = vscode.extensions.getExtension<HearthApi>('hearth.hearth');
  assert.ok(extension, 'the extension is not installed');
  return await extension.activate();
}

/** Asks again until there is a value; what never comes is the test's timeout, so it is said what was waited for. */
export async function eventually<T>(what: string, look: () => T | undefined, limitMs = 45_000): Promise<T> {
  const pollMs = 25;
  for (let attempt = 0; attempt < limitMs / pollMs; attempt++) {
    const value = look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error(`There never was ${what}.`);
}
