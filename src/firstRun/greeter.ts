// Leads whoever has no model to the walkthrough, once. Must not find out whether there is one.
import * as vscode from 'vscode';
import { walkthroughId } from '../settings/manifest.ts';
import { decideGreeting } from './greeting.ts';
import { noModelWords } from './offerModel.ts';

const greetedKey = 'hearth.wasGreeted';

export class Greeter {
  private readonly extension: Pick<vscode.ExtensionContext, 'globalState' | 'extension'>;

  constructor(extension: Pick<vscode.ExtensionContext, 'globalState' | 'extension'>) {
    this.extension = extension;
  }

  async modelIsMissing(): Promise<void> {
    const { globalState } = this.extension;
    const greeting = decideGreeting({
      wasGreeted: globalState.get(greetedKey) === true,
      opensWalkthroughs:
        vscode.workspace.getConfiguration().get('workbench.welcomePage.walkthroughs.openOnInstall') !== false,
    });
    if (greeting === 'nothing') return;
    await globalState.update(greetedKey, true);
    if (greeting === 'walkthrough') await this.openWalkthrough();
    else await this.offerWalkthrough();
  }

  async openWalkthrough(): Promise<void> {
    const id = `${this.extension.extension.id}#${walkthroughId}`;
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', id, false);
  }

  private async offerWalkthrough(): Promise<void> {
    const start = vscode.l10n.t('Get Started');
    if ((await vscode.window.showInformationMessage(noModelWords(), start)) === start)
      await this.openWalkthrough();
  }
}
