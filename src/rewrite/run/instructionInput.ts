// Asks the user what to do: an input box with history on the arrow keys, and a pick of ready actions.
// Must not know what is done with the instruction.
import * as vscode from 'vscode';
import { translate } from '../../editor/translate.ts';
import { contextKeys, instructionCommandIds } from '../../settings/manifest.ts';
import type { OwnAction } from '../../settings/ownActions.ts';
import { HistoryWalk, parseHistory, withInstruction } from './instructionHistory.ts';
import { readyActions } from './readyActions.ts';

const historyKey = 'instructions';
const maxRecent = 8;

interface ActionItem extends vscode.QuickPickItem {
  readonly instruction: string;
  /** Typed now or earlier: goes into the history. */
  readonly isFree: boolean;
  readonly isTyped?: boolean;
}

export class InstructionInput implements vscode.Disposable {
  private readonly memory: vscode.Memento;
  private readonly ownActions: () => readonly OwnAction[];
  private readonly commands: vscode.Disposable;
  private step: (direction: 'older' | 'newer') => void = () => {};

  constructor(memory: vscode.Memento, ownActions: () => readonly OwnAction[]) {
    this.memory = memory;
    this.ownActions = ownActions;
    this.commands = vscode.Disposable.from(
      vscode.commands.registerCommand(instructionCommandIds.older, () => this.step('older')),
      vscode.commands.registerCommand(instructionCommandIds.newer, () => this.step('newer')),
    );
  }

  /**
   * Undefined when the user went away or the place is refused. The box opens before that is known: keys that follow
   * the command must not land in the document.
   */
  async ask(title: string, prompt: string, admission: Promise<boolean>): Promise<string | undefined> {
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
      const answered = new Promise<string | undefined>((resolve) => {
        input.onDidAccept(() => {
          if (input.value.trim() !== '') resolve(input.value.trim());
        });
        input.onDidHide(() => resolve(undefined));
        input.show();
      });
      const [answer, isAdmitted] = await Promise.all([answered, hiddenUnless(admission, input)]);
      if (answer === undefined || isAdmitted !== true) return undefined;
      await this.remember(answer);
      return answer;
    } finally {
      this.step = () => {};
      setContext(false);
      input.dispose();
    }
  }

  /**
   * A ready action, an earlier instruction, or whatever is typed. Opens before the title is known, as `ask` does; no
   * title is a refusal.
   */
  async pickAction(title: Promise<string | undefined>, languageId: string): Promise<string | undefined> {
    const pick = vscode.window.createQuickPick<ActionItem>();
    pick.title = vscode.l10n.t('Hearth: Rewrite');
    pick.placeholder = vscode.l10n.t('Choose, or say what to change');
    const update = () => {
      pick.items = this.items(pick.value.trim(), languageId);
    };
    pick.onDidChangeValue(update);
    update();
    try {
      const answered = new Promise<ActionItem | undefined>((resolve) => {
        pick.onDidAccept(() => resolve(acceptedItem(pick)));
        pick.onDidHide(() => resolve(undefined));
        pick.show();
      });
      const [picked, known] = await Promise.all([answered, hiddenUnless(title, pick)]);
      if (picked === undefined || known === undefined) return undefined;
      if (picked.isFree) await this.remember(picked.instruction);
      return picked.instruction;
    } finally {
      pick.dispose();
    }
  }

  dispose(): void {
    this.commands.dispose();
  }

  private items(typed: string, languageId: string): readonly ActionItem[] {
    const separator = (label: string) => ({
      label,
      kind: vscode.QuickPickItemKind.Separator,
      instruction: '',
      isFree: false,
    });
    const ready = readyActions(translate, languageId, this.ownActions()).map(
      ({ label, icon, instruction }) => ({
        label,
        iconPath: new vscode.ThemeIcon(icon),
        instruction,
        isFree: false,
      }),
    );
    const free = (label: string, instruction: string) => ({ label, instruction, isFree: true });
    const recent = this.history()
      .slice(-maxRecent)
      .toReversed()
      .map((instruction) => free(instruction, instruction));
    return [
      ...ready,
      ...(recent.length === 0 ? [] : [separator(vscode.l10n.t('recent')), ...recent]),
      // Last, so that Enter takes a ready action while its name is typed; always there, whatever is typed. Its label is
      // not what is typed: the editor puts the label that matches best first, and none could match better.
      ...(typed === ''
        ? []
        : [
            {
              ...free(vscode.l10n.t('Your own words'), typed),
              iconPath: new vscode.ThemeIcon('edit'),
              isTyped: true,
              alwaysShow: true,
              detail: typed,
            },
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

/** The items lag behind fast keys: what was typed is what stands in the box. */
function acceptedItem({
  activeItems: [active],
  value,
}: vscode.QuickPick<ActionItem>): ActionItem | undefined {
  if (active !== undefined && active.isTyped !== true) return active;
  const instruction = value.trim();
  return instruction === '' ? undefined : { label: instruction, instruction, isFree: true };
}

/** Busy until the value is there; without one, or with `false`, the input goes away. */
async function hiddenUnless<T extends string | boolean>(
  value: Promise<T | undefined>,
  input: vscode.QuickInput,
): Promise<T | undefined> {
  input.busy = true;
  const known = await value;
  input.busy = false;
  if (known === undefined || known === false) input.hide();
  else if (typeof known === 'string') input.title = known;
  return known;
}

function setContext(isAsking: boolean): void {
  void vscode.commands.executeCommand('setContext', contextKeys.isAskingInstruction, isAsking);
}
