// Composition root of prompting and rewriting: builds its parts and hands them to each other.
import * as vscode from 'vscode';
import type { Logger } from '../base/log.ts';
import type { SetTimer } from '../base/time.ts';
import type { EngineClient } from '../client/engineClient.ts';
import type { DocumentPrivacy } from '../privacy/filePrivacy.ts';
import type { OwnAction } from '../settings/ownActions.ts';
import { Answers } from './ask/answers.ts';
import { registerCommitCommand } from './commit/commitCommand.ts';
import { FixActions } from './fix/fixActions.ts';
import { registerFixCommand } from './fix/fixCommand.ts';
import { PendingChanges } from './pending/pendingChanges.ts';
import { PendingStore } from './pending/pendingStore.ts';
import { storageFiles } from './pending/storageFiles.ts';
import type { SyntaxSource } from './run/activePlace.ts';
import { InstructionInput } from './run/instructionInput.ts';
import { NewProblems } from './run/newProblems.ts';
import { Proposals } from './run/proposals.ts';
import { registerRewriteCommands } from './run/rewriteCommands.ts';
import { followContextKeys } from './shown/contextKeys.ts';
import { registerDecideCommands } from './shown/decideCommands.ts';
import { HunkDecorations } from './shown/hunkDecorations.ts';
import { HunkLenses } from './shown/hunkLenses.ts';
import { OriginalDocuments } from './shown/originalDocuments.ts';
import { PendingStatus } from './shown/pendingStatus.ts';

/** Of one function's rewrites among others 8 of 9 came out in up to 23 lines, 4 of 9 in 30 to 46, none in 60 and more. */
const maxRewriteLines = 40;

export interface RewritingParts {
  readonly extension: vscode.ExtensionContext;
  readonly client: EngineClient;
  readonly syntax: SyntaxSource;
  readonly privacy: DocumentPrivacy;
  /** Whether there is a model to ask; says it where there is none. */
  readonly requireModel: () => Promise<boolean>;
  readonly setTimer: SetTimer;
  /** Rewrites of the user's own. */
  readonly ownActions: () => readonly OwnAction[];
  readonly log: Logger;
}

export interface Rewriting extends vscode.Disposable {
  /** Resolves when what is pending, and what was decided, is on the disk. */
  flush(): Promise<void>;
  /** For tests: how many changes wait for a decision, and whether more are being written. */
  pendingIn(uri: vscode.Uri): { readonly hunkCount: number; readonly isWriting: boolean };
}

export function registerRewriting(parts: RewritingParts): Rewriting {
  const { extension, client, privacy, syntax, requireModel, setTimer, log } = parts;
  const pending = new PendingChanges(new PendingStore(storageFiles(extension), log), setTimer, log);
  const originals = new OriginalDocuments(pending);
  const input = new InstructionInput(extension.workspaceState, parts.ownActions);
  const problems = new NewProblems(pending);
  const proposals = new Proposals({ client, pending, privacy, problems, log });
  const commandParts = { proposals, input, syntax, requireModel, maxRewriteLines, setTimer, log };
  const disposables = vscode.Disposable.from(
    proposals,
    problems,
    input,
    originals,
    new HunkDecorations(pending),
    new HunkLenses(pending).register(),
    new PendingStatus(pending),
    new FixActions().register(),
    new Answers({ client, privacy, syntax, input, proposals, requireModel, log }, extension.extensionUri),
    followContextKeys(pending),
    registerDecideCommands(pending, originals, proposals),
    registerRewriteCommands(commandParts),
    registerFixCommand(commandParts),
    registerCommitCommand({ client, privacy, requireModel, log }),
    pending,
  );
  return {
    dispose: () => disposables.dispose(),
    flush: () => pending.flush(),
    pendingIn(uri) {
      const document = pending.get(uri);
      return { hunkCount: document?.hunks.length ?? 0, isWriting: document?.state.region !== undefined };
    },
  };
}
