// Hearth beside a real language server: the one for TypeScript that the editor brings along.
import assert from 'node:assert/strict';
import { useEditor } from './editorSession.ts';

const attempts = 12;
const msBetween = 2000;

describe('names of the language server', () => {
  const editor = useEditor({
    allBuiltIns: true,
    // No list opens by itself: where an item is selected, the editor has asked the server, and Hearth does not.
    settings: { 'editor.suggestOnTriggerCharacters': false },
    files: {
      'box.ts': 'export interface Box {\n  readonly breite: number;\n  readonly hoehe: number;\n}\n',
      'volume.ts': `import type { Box } from './box';\n\nexport function values(box: Box): void {\n${'  box\n'.repeat(attempts + 1)}}\nexport const wrong: string = 1;\n`,
    },
  });
  let line = 4;

  before(async () => {
    await editor().openFile('volume.ts');
    await editor().waitForEngine();
    // Its server reads the project first. Hearth asks none for a while that has no answer several times.
    await editor().editor('volume.ts').locator('.squiggly-error').first().waitFor();
  });

  async function typeDot(): Promise<void> {
    await editor().goTo(line, 6);
    line++;
    await editor().type('.');
  }

  it('come from TypeScript, whose list is complete, and no list opens', async () => {
    const isComplete = () => /names behind a dot: 2 after \d+ ms/.test(editor.log());
    for (let attempt = 0; attempt < attempts && !isComplete(); attempt++) {
      await typeDot();
      await editor().page.waitForTimeout(msBetween);
    }
    assert.ok(isComplete(), editor.log().slice(-2000));
    assert.equal(await editor().page.locator('.suggest-widget.visible').count(), 0);
  });
});
