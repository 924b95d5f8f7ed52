// Asks the user what to do: an input box with history on the arrow keys, and a pick of ready actions.
// Must not know what is done with the instruction.
import * as vscode from 'vscode';
import { contextKeys, instructionCommandIds } from '../../manifest.ts';
import { HistoryWalk, parseHistory, withInstruction } from './instructionHistory.ts';
import { readyActions } from './readyActions.ts';
import { translate } from './showMessage.ts';

const historyKey = 'instructions';
const maxRecent = 8;

interface ActionItem extends vscode.QuickPickItem {
  readonly instruction: string;
  /** Typed now or earlier: goes into the history. */
  readonly isFree: boolean;
}

export class InstructionInput implements vscode.Disposable {
  private readonly memory: vscode.Memento;
  private readonly commands: vscode.Disposable;
  private step: (direction: 'older' | 'newer') => void = () => {};

  constructor(memory: vscode.Memento) {
    this.memory = memory;
    this.commands = vscode.Disposable.from(
      vscode.commands.registerCommand(instructionCommandIds.older, () => this.step('older')),
      vscode.commands.registerCommand(instructionCommandIds.newer, () => this.step('newer')),
    );
  }

  /** Undefined when the user went away. */
  async ask(title: string, prompt: string): Promise<string | undefined> {
    const input = vscode.window.createInputBox();
    input.title = title;
    input.prompt = prompt;
    input.placeholder = vscode.l10n.t('↑ for earlier ones');
    const walk = new HistoryWalk(this.history());
    this.step = (direction) => {
      input.value = walk.step(direction, input.value);
    };
    setContext(true);
    try {
      const answer = await new Promise<string | undefined>((resolve) => {
        input.onDidAccept(() => {
          if (input.value.trim() !== '') resolve(input.value.trim());
        });
        input.onDidHide(() => resolve(undefined));
        input.show();
      });
      if (answer !== undefined) await this.remember(answer);
      return answer;
    } finally {
      this.step = () => {};
      setContext(false);
      input.dispose();
    }
  }

  /** A ready action, an earlier instruction, or whatever is typed. */
  async pickAction(title: string): Promise<string | undefined> {
    const pick = vscode.window.createQuickPick<ActionItem>();
    pick.title = title;
    pick.placeholder = vscode.l10n.t('Choose, or say what to change');
    const update = () => {
      pick.items = this.items(pick.value.trim());
    };
    pick.onDidChangeValue(update);
    update();
    try {
      const picked = await new Promise<ActionItem | undefined>((resolve) => {
        pick.onDidAccept(() => resolve(pick.activeItems[0]));
        pick.onDidHide(() => resolve(undefined));
        pick.show();
      });
      if (picked?.isFree === true) await this.remember(picked.instruction);
      return picked?.instruction;
    } finally {
      pick.dispose();
    }
  }

  dispose(): void {
    this.commands.dispose();
  }

  private items(typed: string): readonly ActionItem[] {
    const separator = (label: string) => ({
      label,
      kind: vscode.QuickPickItemKind.Separator,
      instruction: '',
      isFree: false,
    });
    const ready = readyActions(translate).map((action) => ({ ...action, isFree: false }));
    const free = (label: string, instruction: string) => ({ label, instruction, isFree: true });
    const recent = this.history()
      .slice(-maxRecent)
      .toReversed()
      .map((instruction) => free(instruction, instruction));
    return [
      ...ready,
      ...(recent.length === 0 ? [] : [separator(vscode.l10n.t('recent')), ...recent]),
      // Last, so that Enter takes a ready action while its name is typed; always there, whatever is typed.
      ...(typed === ''
        ? []
        : [
            { ...free(`$(edit) ${typed}`, typed), alwaysShow: true, detail: vscode.l10n.t('Your own words') },
          ]),
    ];
  }

  private history(): readonly string[] {
    return parseHistory(this.memory.get(historyKey));
  }

  private async remember(instruction: string): Promise<void> {
    await this.memory.update(historyKey, withInstruction(this.history(), instruction));
  }
}

function setContext(isAsking: boolean): void {
  void vscode.commands.executeCommand('setContext', contextKeys.isAskingInstruction, isAsking);
}
