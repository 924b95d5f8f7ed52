// Hearth in the languages that it speaks, in a real VS Code: from the manifest and from the code.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { useEditor } from './editorSession.ts';

for (const language of ['de', 'zh-cn']) {
  describe(`the packaged extension in ${language}`, () => {
    const editor = useEditor({
      language,
      settings: { 'hearth.model.path': undefined },
      // Without a model it shows most of its texts.
      env: () => ({ HEARTH_HOME: path.join(os.tmpdir(), 'hearth-nowhere') }),
    });
    const manifest = JSON.parse(readFileSync(`package.nls.${language}.json`, 'utf8'));
    const bundle = JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, 'utf8'));

    it('shows its walkthrough, its status and its commands', async () => {
      const { page } = editor();
      await page.locator('.getting-started-step', { hasText: manifest['walkthrough.model.title'] }).click();
      await page.getByText(manifest['walkthrough.tryIt.title']).first().waitFor();
      const tooltip = bundle['Hearth has no model file yet. Click to choose one.'];
      await page.locator(`.statusbar-item [aria-label*="${tooltip}"]`).first().waitFor();
      await editor().screenshot(`ui-walkthrough-${language}`);
      // The walkthrough takes the focus back when its page is laid out, which would close the palette.
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'package.json' }).click();
      await editor().editor('package.json').waitFor();
      await editor().runCommand(`Hearth: ${manifest['command.whyNoSuggestion']}`);
      await page.getByText(bundle['Right now']).first().waitFor();
      await editor().screenshot(`ui-why-${language}`);
    });
  });
}
