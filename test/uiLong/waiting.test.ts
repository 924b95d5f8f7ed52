// Whoever asks by hand sees at once that it is being worked on, and after some seconds that the engine does not answer.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';

describe('waiting for a suggestion that was asked for by hand', () => {
  const editor = useEditor({});
  const label = (text: RegExp) => editor().statusItem().getByLabel(text).first();

  function engineProcess(): number {
    const started = [...editor.log().matchAll(/shared engine was started: process (\d+)/g)].at(-1)?.[1];
    assert.ok(started !== undefined, 'no engine was started');
    return Number(started);
  }

  it('something moves, then the silence is said, and both end when the engine goes on', async () => {
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\nconst total = ');
    // What was asked for while typing has come to its end: its silence would count.
    await editor().page.waitForTimeout(4000);
    await editor().page.keyboard.press('Escape');
    // Nothing is known here yet: what is known needs no engine.
    await editor().goTo(34, 1);
    const engine = engineProcess();
    process.kill(engine, 'SIGSTOP');
    try {
      await editor().runCommand('Hearth: Trigger Suggestion');
      await label(/computing the suggestion that you asked for/).waitFor();
      await editor().statusItem().locator('.codicon-modifier-spin').waitFor();
      await editor().screenshot('waiting-by-hand');
      await label(/has not answered for some seconds/).waitFor({ timeout: 15_000 });
      await editor().screenshot('waiting-unanswered');
    } finally {
      process.kill(engine, 'SIGCONT');
    }
    await label(/Hearth is ready/).waitFor();
  });
});
