// Hearth in a workspace that is not trusted: it completes, with the user's model and not with one that the workspace names.
import assert from 'node:assert/strict';
import { useEditor } from './editorSession.ts';

describe('the packaged extension in an untrusted workspace', () => {
  const editor = useEditor({
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    },
    files: {
      '.vscode/settings.json': JSON.stringify({
        'hearth.model.path': '/of/the/workspace.gguf',
        'hearth.maxLines': 'many',
        '[typescript]': { 'hearth.enable': true },
      }),
    },
    trustsAll: false,
  });

  it('completes with the user’s own model', async () => {
    await editor().page.locator('.statusbar-item[id="status.workspaceTrust"]').waitFor();
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\nconst total = ');
    await editor().runCommand('Hearth: Trigger Suggestion');
    await editor().waitForGhostText(60_000);
    assert.match(await editor().ghostText(), /\S/);
    await editor().screenshot('ui-untrusted');
  });

  it('falls back where the workspace sets a value of the wrong type, and says so in the log', () => {
    assert.match(editor.log(), /"maxLines" is "many"; 4 is used/);
    assert.doesNotMatch(editor.log(), /of\/the\/workspace/);
  });
});
