// A person at the keyboard who has Hearth write, rewrite and explain, and takes pictures in light and dark.
// Must not know what is tested.
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../../scripts/editor/workbench.mjs';

/** The browser's wish for light or dark is the theme. */
export const followBrowserTheme = { 'window.autoDetectColorScheme': true } as const;

const timeoutMs = 90_000;

export class Prompter {
  readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** A key behind Hearth's own. */
  async chord(second: string): Promise<void> {
    await this.workbench.page.keyboard.press('Control+Alt+h');
    await this.workbench.page.keyboard.press(second);
  }

  /** Opens an input by its key, says what is wanted, and sends it. */
  async say(key: string, title: string, words: string): Promise<void> {
    await this.chord(key);
    await this.input(title).waitFor();
    await this.workbench.page.keyboard.type(words);
    await this.workbench.page.keyboard.press('Enter');
    await this.input(title).waitFor({ state: 'hidden' });
  }

  input(title: string): Locator {
    return this.workbench.page.locator('.quick-input-widget .quick-input-title', { hasText: title });
  }

  inputValue(): Locator {
    return this.workbench.quickInput();
  }

  /** A button above code. */
  lens(name: RegExp): Locator {
    return this.workbench.page.locator('.codelens-decoration a', { hasText: name }).first();
  }

  notification(text: string | RegExp): Locator {
    return this.workbench.page.locator('.notification-toast', { hasText: text }).first();
  }

  button(notification: Locator, name: string): Locator {
    return notification.locator('.monaco-button', { hasText: name });
  }

  /** Until changes wait for a decision and no more come. */
  async waitForProposal(): Promise<void> {
    await this.lens(/Accept/).waitFor({ timeout: timeoutMs });
    await this.status('Hearth is writing').waitFor({ state: 'detached', timeout: timeoutMs });
    await this.notification(/Hearth is /).waitFor({ state: 'detached', timeout: timeoutMs });
  }

  /** However it ends: with changes to decide about, or with what is said instead of them. */
  async waitForEnd(): Promise<'proposed' | 'said'> {
    const said = this.workbench.page.locator('.notification-toast:not(:has-text("Hearth is "))').first();
    await this.lens(/Accept/)
      .or(said)
      .first()
      .waitFor({ timeout: timeoutMs });
    await this.status('Hearth is writing').waitFor({ state: 'detached', timeout: timeoutMs });
    await this.notification(/Hearth is /).waitFor({ state: 'detached', timeout: timeoutMs });
    await this.lens(/^Stop$/).waitFor({ state: 'detached', timeout: timeoutMs });
    return (await this.lens(/Accept/).isVisible()) ? 'proposed' : 'said';
  }

  /** What the status bar says of pending changes. */
  status(start: string): Locator {
    return this.workbench.page.locator(`.statusbar-item [aria-label^="${start}"]`).first();
  }

  /** Until nothing is left to decide about; a button above all may be gone for a moment before that. */
  async waitForDecision(): Promise<void> {
    const status = this.workbench.page.locator('.statusbar-item[id="hearth.hearth.pending"]');
    await status.waitFor({ state: 'hidden', timeout: timeoutMs });
    await this.lens(/Accept|Discard/).waitFor({ state: 'detached', timeout: timeoutMs });
  }

  async answers(): Promise<Frame> {
    return await this.workbench.frameWith('main#turns');
  }

  /** The answer to the nth question, complete. */
  async answer(count: number): Promise<string> {
    const answers = await this.answers();
    await answers
      .locator(`section:nth-of-type(${count}):not(.answering) > div`)
      .waitFor({ timeout: timeoutMs });
    return (await answers.locator(`section:nth-of-type(${count}) > div`).textContent()) ?? '';
  }

  /** From its first question, not where the last answer ends. */
  async scrollAnswersUp(): Promise<void> {
    const answers = await this.answers();
    await answers.evaluate('window.scrollTo(0, 0)');
  }

  async closeAnswers(): Promise<void> {
    const tab = this.workbench.page.locator('.tab', { hasText: 'Hearth Answers' });
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'detached' });
  }

  async text(file: string): Promise<string> {
    return (await this.workbench.lines(file)).join('\n').trimEnd();
  }

  /** `ui-NAME-light` and `ui-NAME-dark`; ends in light. */
  async pictures(name: string): Promise<void> {
    for (const scheme of ['dark', 'light'] as const) {
      await this.show(scheme);
      await this.workbench.screenshot(`ui-${name}-${scheme}`);
    }
  }

  /** `ui-NAME-high-contrast`. */
  async pictureInHighContrast(name: string): Promise<void> {
    const { page } = this.workbench;
    await page.emulateMedia({ forcedColors: 'active' });
    await page.locator('.monaco-workbench.hc-black, .monaco-workbench.hc-light').first().waitFor();
    await this.workbench.screenshot(`ui-${name}-high-contrast`);
    await page.emulateMedia({ forcedColors: 'none' });
  }

  /** What is said in red of what a change removes: behind a line, where no text of the document is. */
  async removedTexts(): Promise<readonly string[]> {
    const after =
      await this.workbench.page.evaluate(`[...document.querySelectorAll('.monaco-editor .view-line span')]
      .map((span) => getComputedStyle(span, '::after').content)`);
    return (after as string[])
      .map((content) => content.replaceAll('\u00A0', ' '))
      .filter((content) => content.startsWith('"− '))
      .map((content) => content.slice(3, -1));
  }

  /** A cut-out for the README; `from` the left edge of the editor, or of the window. */
  async cutOut(
    name: string,
    from: 'editor' | 'window',
    size: { width: number; height: number },
  ): Promise<void> {
    const { page, screenshotFolder } = this.workbench;
    const editor = await page.locator('.part.editor').boundingBox();
    const x = from === 'editor' ? (editor?.x ?? 0) : 0;
    const file = path.join(screenshotFolder, `readme-${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled', clip: { x, y: editor?.y ?? 0, ...size } });
  }

  private async show(scheme: 'light' | 'dark'): Promise<void> {
    const { page } = this.workbench;
    await page.emulateMedia({ colorScheme: scheme });
    await page
      .locator(`.monaco-workbench.${scheme === 'dark' ? 'vs-dark' : 'vs'}`)
      .first()
      .waitFor();
  }
}

export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const pollMs = 100;
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += pollMs) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error('It never came to hold.');
}
