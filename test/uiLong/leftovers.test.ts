// What turning something off and on again leaves in the settings: nothing.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';

describe('turning a language off and on', () => {
  const editor = useEditor({});

  it('leaves nothing in the settings, not even an empty section', async () => {
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
    for (const label of [/off for TypeScript/, /ready/]) {
      await editor().runCommand('Hearth: Turn Suggestions On or Off for This Language');
      await editor().statusItem().getByLabel(label).first().waitFor();
    }
    await editor().runCommand('Preferences: Open User Settings (JSON)');
    await editor().editor('settings.json').locator('.view-line').first().waitFor();
    const text = (await editor().lines('settings.json')).join('\n');
    assert.match(text, /hearth\.model\.path/);
    assert.doesNotMatch(text, /\[typescript\]/);
  });
});
