// Reads VS Code's configuration into settings. Must not interpret them.
import * as vscode from 'vscode';
import type { Logger } from '../base/log.ts';
import { type SettingName, settingIds } from './manifest.ts';
import { readSettings, type Settings } from './settings.ts';

export class Configuration {
  private readonly log: Logger;
  private readonly told = new Set<string>();

  constructor(log: Logger) {
    this.log = log;
  }

  /** The settings in force for a language; problems go to the log, each once. */
  read(languageId?: string): Settings {
    const scope = languageId === undefined ? undefined : { languageId };
    const configuration = vscode.workspace.getConfiguration(undefined, scope);
    const raw: Partial<Record<SettingName, unknown>> = {};
    for (const name of Object.keys(settingIds) as SettingName[])
      raw[name] = configuration.get(settingIds[name]);
    const { settings, problems } = readSettings(raw);
    for (const problem of problems.filter((text) => !this.told.has(text))) {
      this.told.add(problem);
      this.log.warn(problem);
    }
    return settings;
  }
}
