// The function that puts texts into the user's language, for those who are given it. Knows VS Code's only.
import * as vscode from 'vscode';
import type { Translate } from '../base/translation.ts';

export const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);
