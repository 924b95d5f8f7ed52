// Finds out what holds in the editor right now: the document at the cursor, the editor's settings, other extensions.
// Only what stable API tells; must not put anything into words.
import * as vscode from 'vscode';
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import { surroundings } from '../../completion/place/surroundings.ts';
import { decideTrigger, refuseDocument } from '../../completion/when/trigger.ts';
import type { DocumentSnapshot, TextKind } from '../../context/window/contextWindow.ts';
import { hasWritableFiles } from '../../editor/completedDocuments.ts';
import { lengthOf, snapshotOf } from '../../editor/snapshot.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { isAllHidden } from '../../privacy/hiddenFolder.ts';
import type { Settings } from '../../settings/settings.ts';
import { type CurrentSituation, cancelEditorSnooze, type DocumentSituationNow } from './currentCauses.ts';
import { otherSuggesters } from './otherProviders.ts';

export interface SituationParts {
  readonly privacy: DocumentPrivacy;
  readonly settings: (languageId: string) => Settings;
  readonly kindAt: (document: DocumentSnapshot, offset: number) => TextKind;
  readonly isSnoozed: () => boolean;
}

type EditorSituation = Omit<CurrentSituation, 'snoozeMinutesLeft' | 'engine' | 'hasModel'>;

export async function readEditorSituation(parts: SituationParts): Promise<EditorSituation> {
  const editor = vscode.window.activeTextEditor;
  const configuration = vscode.workspace.getConfiguration('editor', editor?.document);
  const commands = await vscode.commands.getCommands(true);
  return {
    document: editor === undefined ? undefined : await documentNow(editor, parts),
    editorShowsSuggestions: configuration.get('inlineSuggest.enabled') !== false,
    hasSuggestList: opensList(configuration.get('quickSuggestions')),
    isTrusted: vscode.workspace.isTrusted,
    editorCanSnooze: commands.includes(cancelEditorSnooze),
    others: otherSuggesters(
      vscode.extensions.all.map(({ id, isActive, packageJSON }) => {
        const { displayName } = packageJSON as { readonly displayName?: string };
        return { id, isActive, displayName: displayName ?? id };
      }),
    ),
  };
}

/** Whether the editor's list opens in code; `inline` shows it as ghost text instead. */
function opensList(quickSuggestions: unknown): boolean {
  if (typeof quickSuggestions !== 'object' || quickSuggestions === null) return quickSuggestions !== false;
  const { other } = quickSuggestions as { readonly other?: unknown };
  return other === true || other === 'on';
}

async function documentNow(editor: vscode.TextEditor, parts: SituationParts): Promise<DocumentSituationNow> {
  const { uri, languageId } = editor.document;
  await parts.privacy.rulesRead(uri.toString());
  const refusal = refusalAt(editor, parts);
  return {
    languageName: languageId,
    refusal,
    isFolderHidden: refusal === 'ignoredFile' && (await isFolderHidden(uri, parts.privacy)),
  };
}

/** What the pipeline would say to a request that the next key makes. */
function refusalAt(editor: vscode.TextEditor, parts: SituationParts): SilentReason | undefined {
  const { document, selections, selection } = editor;
  const { enable: isEnabled, inCommentsAndStrings } = parts.settings(document.languageId);
  const documentSituation = {
    scheme: document.uri.scheme,
    hasWritableFiles: hasWritableFiles(document.uri.scheme),
    isEnabled,
    isSnoozed: parts.isSnoozed(),
    isManual: false,
    cursorCount: selections.length,
    documentLength: lengthOf(document),
    isReadOnly: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false,
  };
  const refusal = refuseDocument(documentSituation) ?? parts.privacy.refusal(document.uri.toString());
  if (refusal !== undefined) return refusal;
  const snapshot = snapshotOf(document);
  const offset = document.offsetAt(selection.active);
  return (
    parts.privacy.refusal(snapshot.uri, snapshot.text) ??
    decideTrigger({
      ...documentSituation,
      ...surroundings(snapshot.text, offset),
      languageId: document.languageId,
      inCommentsAndStrings,
      textKind: inCommentsAndStrings === 'both' ? 'unknown' : parts.kindAt(snapshot, offset),
      isJustAccepted: false,
    })
  );
}

async function isFolderHidden(uri: vscode.Uri, privacy: DocumentPrivacy): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder !== undefined && (await isAllHidden(folder.uri.toString(), privacy));
}
