// Drives the VS Code workbench in a browser as a person would: palette, typing, ghost text, screenshots.
// Must not know what is tested.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const loadTimeoutMs = 120_000;
const keyDelayMs = 60;
const ghostSelector =
  '.ghost-text-decoration, .ghost-text-decoration-preview, .suggest-preview-text .ghost-text';

export class Workbench {
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} screenshotFolder
   */
  constructor(page, screenshotFolder) {
    this.page = page;
    this.screenshotFolder = screenshotFolder;
    mkdirSync(screenshotFolder, { recursive: true });
  }

  /**
   * Opens an address and waits until the workbench and Hearth are there.
   * @param {import('playwright-core').Browser} browser
   * @param {string} address
   * @param {string} screenshotFolder
   */
  static async open(browser, address, screenshotFolder) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 760 } });
    const workbench = new Workbench(await context.newPage(), screenshotFolder);
    await workbench.page.goto(address);
    await workbench.waitUntilLoaded();
    return workbench;
  }

  async waitUntilLoaded() {
    await this.page.waitForSelector('.monaco-workbench .part.editor', { timeout: loadTimeoutMs });
    await this.statusItem().waitFor({ timeout: loadTimeoutMs });
  }

  statusItem() {
    return this.page.locator('.statusbar-item[id="hearth.hearth.status"]');
  }

  /** Waits until the status bar says that the model is loaded. */
  async waitForEngine() {
    const ready = this.page.locator('.statusbar-item[id="hearth.hearth.status"] [aria-label*="ready"]');
    await ready.first().waitFor({ timeout: loadTimeoutMs });
  }

  /** @param {string} name */
  async openFile(name) {
    await this.page.keyboard.press('Control+p');
    await this.pick(name);
    await this.editor(name).locator('.view-line').first().waitFor();
    await this.editor(name).locator('.view-lines').click();
  }

  /** @param {string} title */
  async runCommand(title) {
    await this.page.keyboard.press('F1');
    await this.pick(title);
  }

  /** @param {string} text */
  async pick(text) {
    await this.page.locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible' });
    await this.page.keyboard.type(text);
    await this.page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${text}")`).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** @param {string} name */
  editor(name) {
    return this.page.locator(`.monaco-editor[data-uri$="/${name}"]`);
  }

  /** @param {number} line @param {number} column */
  async goTo(line, column) {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible' });
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Types with a person's pauses, and returns right after the last key. @param {string} text */
  async type(text) {
    await this.page.keyboard.type(text.slice(0, -1), { delay: keyDelayMs });
    await this.page.keyboard.type(text.slice(-1));
  }

  /** The ghost text that is shown, all of its pieces; waits for it. */
  async ghostText(timeoutMs = 20_000) {
    await this.page.locator(ghostSelector).first().waitFor({ timeout: timeoutMs });
    const pieces = await this.page.locator(ghostSelector).allTextContents();
    return pieces.join('').replaceAll('\u00a0', ' ');
  }

  async hasGhostText() {
    return (await this.page.locator(ghostSelector).count()) > 0;
  }

  async waitForNoGhostText() {
    await this.page.locator(ghostSelector).first().waitFor({ state: 'detached', timeout: 20_000 });
  }

  /** @param {string} name as the theme picker shows it */
  async useTheme(name) {
    await this.runCommand('Preferences: Color Theme');
    await this.pick(name);
  }

  /** Lines of an editor as they stand on screen. @param {string} name */
  async lines(name) {
    const lines = await this.editor(name)
      .locator('.view-line')
      .evaluateAll((elements) =>
        elements.map((element) => ({
          top: Number.parseFloat(element.style.top),
          text: element.textContent ?? '',
        })),
      );
    return lines.toSorted((a, b) => a.top - b.top).map((line) => line.text.replaceAll('\u00a0', ' '));
  }

  /** @param {string} name */
  async screenshot(name) {
    const file = path.join(this.screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}
