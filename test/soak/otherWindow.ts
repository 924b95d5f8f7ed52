// The soak's second window: works until it is told to end. Called by VS Code in the place of tests.
import { answerOtherWindow, isEnded, questionOfOtherWindow } from './soakFiles.ts';
import { SoakTyping } from './soakTyping.ts';

export async function run(): Promise<void> {
  const typing = await SoakTyping.inWorkspace();
  let answered = 0;
  while (!isEnded()) {
    await typing.typeRun();
    const answers = await questionOfOtherWindow();
    if (answers === answered) continue;
    answered = answers;
    const engine = typing.hearth.engineProcessId();
    await answerOtherWindow({ sample: typing.sample(), counts: typing.counts, answers, engine });
  }
}
