// Gathers the report of diagnostics and puts it into the clipboard. Must not decide what is in it.
import os from 'node:os';
import * as vscode from 'vscode';
import type { EngineClient } from '../client/engineClient.ts';
import type { EngineInsight } from '../client/engineInsight.ts';
import type { RecentOutcomes } from '../completion/recentOutcomes.ts';
import type { Settings } from '../settings/settings.ts';
import { diagnosticsText } from './diagnostics.ts';

export interface DiagnosticsParts {
  readonly version: string;
  readonly client: EngineClient & EngineInsight;
  readonly outcomes: RecentOutcomes;
  readonly settings: () => Settings;
}

export async function copyDiagnostics(parts: DiagnosticsParts): Promise<void> {
  const { client, outcomes, settings, version } = parts;
  const memory = await client.memory();
  const [processor] = os.cpus();
  const text = diagnosticsText({
    version,
    editor: `${vscode.env.appName} ${vscode.version}, ${vscode.env.remoteName === undefined ? 'local' : 'remote'}`,
    platform: `${os.type()} ${os.release()}, ${process.platform}-${process.arch}`,
    processor: `${processor?.model ?? 'unknown processor'}, ${os.availableParallelism()} threads`,
    totalBytes: os.totalmem(),
    freeBytes: os.freemem(),
    engineState: client.status.state,
    engineBytes: memory?.residentBytes,
    model: client.loaded?.shape,
    threads: client.loaded?.threads,
    settings: settings(),
    records: outcomes.list(),
  });
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Diagnostics copied: no code and no file names in them.'),
    5000,
  );
}
