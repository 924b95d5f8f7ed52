// Composition root of next edits: what is written goes to both lanes, what they find is offered.
import * as vscode from 'vscode';
import { describeError, type Logger } from '../base/log.ts';
import type { SetTimer } from '../base/time.ts';
import type { EngineClient } from '../client/engineClient.ts';
import type { ScopeContext } from '../context/scopeContext.ts';
import { languageRow } from '../context/syntax/languages.ts';
import type { DocumentSnapshot } from '../context/window/contextWindow.ts';
import { isCompleted } from '../editor/completedDocuments.ts';
import { openDocument } from '../editor/openDocument.ts';
import { changesOf, lengthOf, snapshotOf } from '../editor/snapshot.ts';
import { translate as t } from '../editor/translate.ts';
import type { FilePrivacy } from '../privacy/filePrivacy.ts';
import { nextEditCommandIds, settingIds } from '../settings/manifest.ts';
import type { NextEditLanes, Settings } from '../settings/settings.ts';
import { CallLane } from './calls/callLane.ts';
import { ElsewhereLane } from './elsewhere/elsewhereLane.ts';
import { FixLane } from './fixes/fixLane.ts';
import { NextEdits } from './nextEdits.ts';
import { type Series, seriesOf } from './offer/series.ts';
import type { NextEditReport, NextEditSilence } from './offer/silence.ts';
import { maxCharacters, RepeatLane, type RepeatSyntax } from './repeat/repeatLane.ts';
import { errorsIn, onReported } from './reported/reportedErrors.ts';
import { SymbolUses } from './symbols/symbolUses.ts';
import { SymbolWatch } from './symbols/symbolWatch.ts';

export interface NextEditParts {
  readonly client: EngineClient;
  readonly syntax: ScopeContext;
  readonly privacy: FilePrivacy;
  readonly settings: (languageId?: string) => Settings;
  readonly isSnoozed: () => boolean;
  /** Whether a suggestion is shown at the cursor. */
  readonly isSuggesting: (uri: string, offset: number) => boolean;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  readonly log: Logger;
}

export interface RegisteredNextEdits extends vscode.Disposable {
  /** Text went into a document by being accepted. */
  accepted(uri: string, startOffset: number, text: string): void;
  report(): NextEditReport;
}

export function registerNextEdits(parts: NextEditParts): RegisteredNextEdits {
  const { syntax, privacy, setTimer, now, log } = parts;
  let lastSilence: NextEditSilence | undefined;
  const lanes = (document: vscode.TextDocument) => lanesFor(parts, document.languageId);
  const offers = new NextEdits({
    isSuggesting: parts.isSuggesting,
    onSilenced: (ruleKey) => repeat.silence(ruleKey),
    onSeriesTaken: () => elsewhere.lookAgain(),
    onFixEnded: () => fixes.forget(),
    onAnnounce: announce,
  });
  const uses = new SymbolUses();
  const symbols = new SymbolWatch({
    current: () => {
      const document = currentDocument(lanes);
      if (document === undefined || privacy.refusal(document.uri, document.text) !== undefined)
        return undefined;
      return document;
    },
    factsIn: (document) => syntax.factsIn(document),
    setTimer,
    log,
    onUses: ({ uri, text }, declared, told) => uses.learn(uri, text, declared, told),
  });
  const repeatSyntax: RepeatSyntax = {
    hasGrammar: (languageId) => languageRow(languageId) !== undefined,
    factsIn: (document) => syntax.factsIn(document),
    prepare: async (languageId) => {
      try {
        await syntax.prepare(languageId);
      } catch (error: unknown) {
        // Then places are told apart by their lines, as in languages that have no grammar.
        log.warn(describeError(error));
      }
    },
  };
  const repeat = new RepeatLane({
    usesOf: ({ uri, text }, oldName, declaredAt) => uses.usesOf(uri, text, oldName, declaredAt),
    syntax: repeatSyntax,
    privacy,
    setTimer,
    now,
    current: () => currentDocument(lanes),
    onRest: (document, found, edit) => {
      const isSilent = found === undefined || found === 'tookTooLong';
      lastSilence = isSilent ? (found ?? 'nothingRepeats') : undefined;
      const proposal = isSilent ? undefined : found;
      offers.offerSeries(proposal && seriesOf(document.uri, document.text, proposal));
      if (proposal === undefined) calls.rested(document, edit);
      elsewhere.rested(document, edit);
    },
  });
  const offerElsewhere = (series: Series, { uri, version }: DocumentSnapshot) => {
    if (openDocument(uri)?.version !== version) return;
    lastSilence = undefined;
    offers.offerElsewhere(series);
  };
  const calls = new CallLane({
    client: parts.client,
    errorsIn,
    factsIn: (document) => syntax.factsIn(document),
    isSilenced: (ruleKey) => repeat.isSilenced(ruleKey),
    setTimer,
    now,
    log,
    othersThan: (uri) => otherDocuments(uri, parts),
    onCalls: (series) => {
      lastSilence = undefined;
      offers.offerSeries(series);
    },
    onElsewhere: offerElsewhere,
  });
  const elsewhere = new ElsewhereLane({
    syntax: repeatSyntax,
    othersThan: (uri) => otherDocuments(uri, parts),
    errorsIn,
    isSilenced: (ruleKey) => repeat.isSilenced(ruleKey),
    setTimer,
    log,
    onElsewhere: offerElsewhere,
  });
  const reported = onReported(() => {
    calls.diagnosed();
    elsewhere.lookAgain();
  });
  const fixes = new FixLane({ setTimer, now, log, onFix: (fix) => offers.offerFix(fix) });

  const changed = (event: vscode.TextDocumentChangeEvent) => {
    const { document, contentChanges, reason } = event;
    if (contentChanges.length === 0 || !isCompleted(document.uri)) return;
    const uri = document.uri.toString();
    const changes = changesOf(event);
    const isActive = document === vscode.window.activeTextEditor?.document;
    const isWritten = isActive && reason === undefined && !offers.isTaking;
    if (isWritten) repeat.change(uri, changes);
    else repeat.changeUnwritten(uri, document.languageId, () => document.getText());
    if (reason === undefined) offers.change(uri, changes);
    const isBack = reason !== undefined && offers.changeBack(uri, changes);
    if (isWritten || (reason !== undefined && !isBack)) elsewhere.forget();
    if (offers.isTaking) calls.goOn(snapshotOf(document), changes);
    else calls.forget(isWritten ? undefined : uri);
    uses.change(uri, changes);
    const [change, ...others] = contentChanges;
    if (change === undefined || others.length > 0) return;
    const { start, end } = change.range;
    fixes.change(uri, start.line, change.text.split('\n').length - 1 - (end.line - start.line));
    if (!isWritten || silenceAt(parts, document) !== undefined) return;
    // Enter ends a line; what it was is known by its number.
    if (/^\r?\n[ \t]*$/.test(change.text) && privacy.refusal(uri) === undefined)
      fixes.wrote(document, start.line, start.line);
  };
  const visit = () => void repeat.visit();
  visit();
  const handlers: Readonly<Record<string, () => unknown>> = {
    [nextEditCommandIds.accept]: () => offers.take(),
    [nextEditCommandIds.dismiss]: () => offers.dismiss(),
    [nextEditCommandIds.choose]: () => choose(parts.settings().nextEdits),
  };
  const registered = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(changed),
    vscode.window.onDidChangeActiveTextEditor(visit),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      repeat.forget(uri.toString());
      fixes.forget(uri.toString());
      uses.forget(uri.toString());
      calls.forget(uri.toString());
      elsewhere.forget(uri.toString());
      offers.forget(uri.toString());
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingIds.nextEdits)) offers.forget();
      visit();
    }),
    privacy.onRulesChanged(() => {
      for (const { uri } of vscode.workspace.textDocuments) {
        if (privacy.refusal(uri.toString()) === undefined) continue;
        repeat.forget(uri.toString());
        offers.forget(uri.toString());
      }
      visit();
    }),
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
    offers,
    fixes,
    repeat,
    symbols,
    calls,
    elsewhere,
    reported,
  );
  return {
    dispose: () => registered.dispose(),
    accepted: (uri, startOffset, text) => {
      const document = vscode.window.activeTextEditor?.document;
      if (document?.uri.toString() !== uri || silenceAt(parts, document) !== undefined) return;
      const { line } = document.positionAt(startOffset);
      fixes.wrote(document, line, line + text.split('\n').length - 1);
    },
    report: () => {
      const document = vscode.window.activeTextEditor?.document;
      const silence = document === undefined ? undefined : (silenceAt(parts, document) ?? lastSilence);
      return { counts: offers.counts, silence };
    },
  };
}

/** What is written in, where all lanes are on; undefined otherwise. */
function currentDocument(
  lanes: (document: vscode.TextDocument) => NextEditLanes,
): DocumentSnapshot | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isCompleted(editor.document.uri) || editor.selections.length > 1)
    return undefined;
  if (lanes(editor.document) !== 'all' || lengthOf(editor.document) > maxCharacters) return undefined;
  return snapshotOf(editor.document);
}

/** Open documents where all lanes are on, that may be looked into. */
function otherDocuments(uri: string, parts: NextEditParts): readonly DocumentSnapshot[] {
  return vscode.workspace.textDocuments
    .filter((document) => document.uri.toString() !== uri && silenceAt(parts, document) === undefined)
    .filter(({ languageId }) => lanesFor(parts, languageId) === 'all')
    .map(snapshotOf)
    .filter((document) => parts.privacy.refusal(document.uri, document.text) === undefined);
}

function lanesFor({ settings, isSnoozed }: NextEditParts, languageId: string): NextEditLanes {
  const { enable, nextEdits } = settings(languageId);
  return enable && !isSnoozed() && !isForScreenReader() ? nextEdits : 'off';
}

/** Why nothing is looked for in a document now. */
function silenceAt(parts: NextEditParts, document: vscode.TextDocument): NextEditSilence | undefined {
  if (isForScreenReader()) return 'screenReader';
  if (lanesFor(parts, document.languageId) === 'off') return 'off';
  if (!isCompleted(document.uri)) return 'documentKind';
  if (parts.privacy.refusal(document.uri.toString()) !== undefined) return 'hidden';
  if (lengthOf(document) > maxCharacters) return 'tooLarge';
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && editor.selections.length > 1 ? 'multipleCursors' : undefined;
}

/** What is drawn beside code is not read out: it is on only for those who asked for it. */
function isForScreenReader(): boolean {
  const configuration = vscode.workspace.getConfiguration();
  if (configuration.get('editor.accessibilitySupport') !== 'on') return false;
  const own = configuration.inspect(settingIds.nextEdits);
  return (own?.globalValue ?? own?.workspaceValue ?? own?.globalLanguageValue) === undefined;
}

function announce(words: string): void {
  if (vscode.workspace.getConfiguration().get('editor.accessibilitySupport') !== 'on') return;
  void vscode.window.showInformationMessage(t('Next edit: {0}', words));
}

async function choose(chosen: NextEditLanes): Promise<void> {
  const labels: Readonly<Record<NextEditLanes, string>> = {
    all: t('Fixes and repeated edits'),
    fixes: t('Fixes alone'),
    off: t('Off'),
  };
  const items = (Object.keys(labels) as NextEditLanes[]).map((lane) => ({
    label: labels[lane],
    description: lane === chosen ? t('now') : '',
    lane,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: t('Hearth: Next Edits') });
  if (picked === undefined) return;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const configuration = vscode.workspace.getConfiguration();
  const isWorkspaceOwn = configuration.inspect(settingIds.nextEdits)?.workspaceValue !== undefined;
  await configuration.update(settingIds.nextEdits, picked.lane, isWorkspaceOwn ? Workspace : Global);
}
