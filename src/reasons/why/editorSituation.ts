// Finds out what holds in the editor right now: the document at the cursor, the editor's settings, other extensions.
// Only what stable API tells; must not put anything into words.
import * as vscode from 'vscode';
import { askedAt } from '../../completion/askedAt.ts';
import type { AskedPlace, Situation } from '../../completion/when/situation.ts';
import { nameOfLanguage } from '../../editor/nameOfLanguage.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { isAllHidden } from '../../privacy/hiddenFolder.ts';
import { type CurrentSituation, cancelEditorSnooze, type DocumentSituationNow } from './currentCauses.ts';
import { type InstalledExtension, otherSuggesters } from './otherProviders.ts';

export interface EditorSituationParts {
  readonly privacy: DocumentPrivacy;
  readonly situation: (asked: AskedPlace) => Situation;
}

type EditorSituation = Omit<CurrentSituation, 'snoozeMinutesLeft' | 'engine' | 'hasModel'>;

export async function readEditorSituation(parts: EditorSituationParts): Promise<EditorSituation> {
  const editor = vscode.window.activeTextEditor;
  const configuration = vscode.workspace.getConfiguration('editor', editor?.document);
  const commands = await vscode.commands.getCommands(true);
  return {
    document: editor === undefined ? undefined : await documentNow(editor, parts),
    editorShowsSuggestions: configuration.get('inlineSuggest.enabled') !== false,
    hasSuggestList: opensList(configuration.get('quickSuggestions')),
    // Absent in editors that know no such thing.
    hidesInSnippets: configuration.get('inlineSuggest.suppressInSnippetMode') === true,
    isTrusted: vscode.workspace.isTrusted,
    editorCanSnooze: commands.includes(cancelEditorSnooze),
    others: installedSuggesters(),
  };
}

/** Other extensions that are known to suggest inline. */
export function installedSuggesters(): readonly InstalledExtension[] {
  return otherSuggesters(
    vscode.extensions.all.map(({ id, isActive, packageJSON }) => {
      const { displayName } = packageJSON as { readonly displayName?: string };
      return { id, isActive, displayName: displayName ?? id };
    }),
  );
}

/** Whether the editor's list opens in code; `inline` shows it as ghost text instead. */
function opensList(quickSuggestions: unknown): boolean {
  if (typeof quickSuggestions !== 'object' || quickSuggestions === null) return quickSuggestions !== false;
  const { other } = quickSuggestions as { readonly other?: unknown };
  return other === true || other === 'on';
}

async function documentNow(
  editor: vscode.TextEditor,
  parts: EditorSituationParts,
): Promise<DocumentSituationNow> {
  const { uri, languageId } = editor.document;
  await parts.privacy.rulesRead(uri.toString());
  // What the pipeline would say to a request that the next key makes.
  const situation = parts.situation(askedAt(editor.document, editor.selection.active, false));
  const refusal = situation.kind === 'refused' ? situation.reason : undefined;
  return {
    languageName: nameOfLanguage(languageId),
    refusal,
    isFolderHidden: refusal === 'ignoredFile' && (await isFolderHidden(uri, parts.privacy)),
  };
}

async function isFolderHidden(uri: vscode.Uri, privacy: DocumentPrivacy): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder !== undefined && (await isAllHidden(folder.uri.toString(), privacy));
}
