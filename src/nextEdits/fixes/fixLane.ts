// The fix that follows: errors that a language server reports where a suggestion was accepted or a line finished, and
// the one quick fix to offer for them. Must not know how it is shown.
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { SetTimer } from '../../base/time.ts';
import { quickFix } from '../../fixes/quickFix.ts';

export interface OfferedFix {
  readonly uri: string;
  readonly version: number;
  readonly title: string;
  readonly action: vscode.CodeAction;
}

export interface FixLaneParts {
  readonly setTimer: SetTimer;
  readonly now: () => number;
  readonly log: Logger;
  readonly onFix: (fix: OfferedFix) => void;
}

/** Lines that were written a moment ago. */
interface Written {
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly untilMs: number;
}

/** A server needs about a second for what it reports; what comes later is about something else. */
const patienceMs = 15_000;
/** Reports come in parts. */
const settleMs = 250;

export class FixLane implements vscode.Disposable {
  private readonly parts: FixLaneParts;
  private readonly events: vscode.Disposable;
  private written: Written | undefined;
  private timer: { dispose(): void } | undefined;

  constructor(parts: FixLaneParts) {
    this.parts = parts;
    this.events = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === this.written?.uri)) this.lookSoon();
    });
  }

  /** These lines are finished for now. */
  wrote(document: vscode.TextDocument, firstLine: number, lastLine: number): void {
    const untilMs = this.parts.now() + patienceMs;
    this.written = { uri: document.uri.toString(), firstLine, lastLine, untilMs };
    this.lookSoon();
  }

  /** Lines that come or go above move what is watched along. */
  change(uri: string, line: number, addedLines: number): void {
    const { written } = this;
    if (written?.uri !== uri || addedLines === 0 || line >= written.firstLine) return;
    const { firstLine, lastLine } = written;
    this.written = { ...written, firstLine: firstLine + addedLines, lastLine: lastLine + addedLines };
  }

  forget(uri?: string): void {
    if (uri === undefined || this.written?.uri === uri) this.written = undefined;
  }

  dispose(): void {
    this.timer?.dispose();
    this.events.dispose();
  }

  private lookSoon(): void {
    this.timer?.dispose();
    this.timer = this.parts.setTimer(() => void this.look(), settleMs);
  }

  private async look(): Promise<void> {
    const { written } = this;
    const document = vscode.window.activeTextEditor?.document;
    if (written === undefined || document?.uri.toString() !== written.uri) return;
    if (this.parts.now() > written.untilMs) return this.forget();
    const { version } = document;
    try {
      const fix = await fixIn(document, written);
      const isCurrent = !document.isClosed && document.version === version && this.written === written;
      if (fix === undefined || !isCurrent) return;
      // Still watched: whoever types on changes the document, and is offered the fix of what it is then.
      this.parts.onFix({ uri: written.uri, version, title: fix.title, action: fix });
    } catch (error: unknown) {
      // A server that fails at this is no reason to disturb anyone; the editor ends what typing has overtaken.
      if (document.version === version)
        this.parts.log.warn(`No quick fixes were given: ${describeError(error)}`);
    }
  }
}

async function fixIn(document: vscode.TextDocument, lines: Written): Promise<vscode.CodeAction | undefined> {
  const errors = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .filter(({ range }) => range.start.line >= lines.firstLine && range.start.line <= lines.lastLine);
  for (const error of errors.slice(0, 2)) {
    const fix = await quickFix(document, error);
    if (fix !== undefined) return fix;
  }
  return undefined;
}
