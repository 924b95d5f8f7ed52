// What people call a language, by what the installed extensions declare. Must not know who asks.
import * as vscode from 'vscode';
import { type LanguageManifest, languageName } from './languageNames.ts';

export function nameOfLanguage(languageId: string): string {
  const manifests = vscode.extensions.all.map(({ packageJSON }) => packageJSON as LanguageManifest);
  return languageName(languageId, manifests);
}
