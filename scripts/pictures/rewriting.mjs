// Makes media/rewriting.gif: a rewrite from its key to its acceptance: `node scripts/pictures/rewriting.mjs`.
import { record } from './recording.mjs';

const keyMs = 110;
/** Between pictures of what the model writes. */
const writingMs = 200;
const readMs = 2200;
const endMs = 2500;
const limitMs = 90_000;

const text = `export function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}
`;

await record({
  name: 'rewriting',
  file: 'prices.ts',
  text,
  act: async (recording) => {
    const { page } = recording.workbench;
    await recording.workbench.goTo(3, 5);
    await recording.take(900);
    await page.keyboard.press('Control+Alt+h');
    await page.keyboard.press('r');
    await page.locator('.quick-input-title', { hasText: 'Hearth: Rewrite' }).waitFor();
    await page.waitForTimeout(400);
    await recording.take(1000);
    for (const key of 'Add Doc') await recording.key(key, keyMs);
    await page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Add Doc Comment' })
      .waitFor();
    await recording.take(500);
    await page.keyboard.press('Enter');
    const accept = page.locator('.codelens-decoration', { hasText: 'Accept' }).first();
    const isWriting = page.locator('.statusbar-item [aria-label^="Hearth is writing"]').first();
    const deadlineMs = performance.now() + limitMs;
    while (!(await accept.isVisible()) || (await isWriting.isVisible())) {
      if (performance.now() > deadlineMs) throw new Error('The rewrite did not come to an end.');
      await recording.take(writingMs);
      await page.waitForTimeout(writingMs);
    }
    await page.waitForTimeout(400);
    await recording.take(readMs);
    await page.keyboard.press('Control+Alt+h');
    await page.keyboard.press('Shift+A');
    await accept.waitFor({ state: 'detached' });
    await page.waitForTimeout(400);
    await recording.take(endMs);
  },
});
