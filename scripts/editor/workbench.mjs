// Drives the VS Code workbench in a browser as a person would: palette, typing, ghost text, screenshots.
// Must not know what is tested.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const loadTimeoutMs = 120_000;
/** What takes a second or two takes several times that on a busy machine. */
const actionTimeoutMs = 60_000;
/** Of one attempt, where there are others. */
const attemptTimeoutMs = 20_000;
const mostAttempts = 3;
const keyDelayMs = 60;
/** Longer than a suggestion takes to be replaced by the one for the newest key. */
const settleMs = 300;
export const ghostSelector =
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
   * @param {string} [language] what extensions take for the language that is shown; the workbench itself stays English
   */
  static async open(browser, address, screenshotFolder, language) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 760 } });
    if (language !== undefined) {
      // As a language pack does, which would come from a marketplace.
      await context.addInitScript((_VSCODE_NLS_LANGUAGE) => {
        Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE });
      }, language);
    }
    const workbench = new Workbench(await context.newPage(), screenshotFolder);
    workbench.page.setDefaultTimeout(actionTimeoutMs);
    workbench.page.setDefaultNavigationTimeout(loadTimeoutMs);
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

  /** Waits until the status bar says that the model is loaded. @param {string} [word] for that, in the language shown */
  async waitForEngine(word = 'ready') {
    const ready = this.page.locator(`.statusbar-item[id="hearth.hearth.status"] [aria-label*="${word}"]`);
    await ready.first().waitFor({ timeout: loadTimeoutMs });
  }

  /** @param {string} name */
  async openFile(name) {
    await this.choose('Control+p', name, name);
    await this.editor(name).locator('.view-line').first().waitFor();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    // By the mouse: a click on the lines scrolls all of them into sight first, and at a second attempt to their end.
    const { x, y, width, height } =
      (await this.editor(name).boundingBox()) ?? fail(`${name} is not on screen`);
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }

  /** @param {string} title */
  async runCommand(title) {
    await this.choose('F1', `>${title}`, title);
  }

  /**
   * Runs a command that asks something, and waits until its input is there to stay: a view behind the palette may take
   * the focus back late, which closes the input.
   *
   * @param {string} title @param {string} asked beginning of the input's own title
   */
  async runCommandToInput(title, asked) {
    const heading = this.page.locator('.quick-input-widget .quick-input-title', { hasText: asked });
    for (let attempt = 1; ; attempt++) {
      await this.runCommand(title);
      try {
        await heading.waitFor({ timeout: attemptTimeoutMs });
        await this.page.waitForTimeout(settleMs);
        if (await heading.isVisible()) return;
        throw new Error(`The input "${asked}" was closed again.`);
      } catch (error) {
        if (attempt === mostAttempts) throw error;
      }
    }
  }

  /** Opens the palette by a key and chooses a row of it by its whole label. @param {string} key @param {string} text @param {string} label */
  async choose(key, text, label) {
    const palette = this.page.locator('.quick-input-widget');
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        // Not typed: if the palette lost the focus, keys would go into a document.
        await this.quickInput().fill(text, { timeout: attemptTimeoutMs });
        await this.row(label).click({ timeout: attemptTimeoutMs });
        return;
      } catch (error) {
        // A page that is laid out late takes the focus, which closes the palette.
        if (attempt === mostAttempts || (await palette.isVisible())) throw error;
      }
    }
  }

  /** Chooses a row of the quick input that is open or opens now, by its whole label. @param {string} label */
  async pick(label) {
    for (let attempt = 1; ; attempt++) {
      await this.quickInput().fill(label);
      try {
        await this.row(label).click({ timeout: attemptTimeoutMs });
        return;
      } catch (error) {
        // What was filled in may have been the input before it, on its way out.
        if (attempt === mostAttempts) throw error;
      }
    }
  }

  quickInput() {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /** The row of the open quick input with this whole label. @param {string} label */
  row(label) {
    const whole = new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    return this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: whole }) })
      .first();
  }

  /** @param {string} name */
  editor(name) {
    return this.page.locator(`.monaco-editor[data-uri$="/${name}"]`);
  }

  /** @param {number} line @param {number} column */
  async goTo(line, column) {
    await this.page.keyboard.press('Control+g');
    await this.quickInput().waitFor({ state: 'visible' });
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Types with a person's pauses, and returns right after the last key. @param {string} text */
  async type(text) {
    await this.page.keyboard.type(text.slice(0, -1), { delay: keyDelayMs });
    await this.page.keyboard.type(text.slice(-1));
  }

  async waitForGhostText(timeoutMs = actionTimeoutMs) {
    await this.page.locator(ghostSelector).first().waitFor({ timeout: timeoutMs });
  }

  /** The ghost text that is shown, all of its pieces; waits for it, and until it no longer changes. */
  async ghostText() {
    await this.waitForGhostText();
    let text = '';
    for (
      let read = await this.readGhostText();
      read !== text || text === '';
      read = await this.readGhostText()
    ) {
      text = read;
      await this.page.waitForTimeout(settleMs);
    }
    return text;
  }

  async readGhostText() {
    const pieces = await this.page.locator(ghostSelector).allTextContents();
    return pieces.join('').replaceAll('\u00a0', ' ');
  }

  /** Presses Tab. Gives the ghost text that it met: on a busy machine another one may come until then. */
  async takeGhostText() {
    await this.waitForGhostText();
    await this.page.evaluate(`addEventListener(
      'keydown',
      () => {
        const pieces = [...document.querySelectorAll(${JSON.stringify(ghostSelector)})];
        globalThis.ghostTextAtKey = pieces.map(({ textContent }) => textContent).join('');
      },
      { capture: true, once: true },
    )`);
    await this.page.keyboard.press('Tab');
    const met = await this.page.evaluate('globalThis.ghostTextAtKey');
    return String(met).replaceAll('\u00a0', ' ');
  }

  async waitForNoGhostText() {
    await this.page.locator(ghostSelector).first().waitFor({ state: 'detached', timeout: actionTimeoutMs });
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

  /** Waits until an editor shows a line exactly so. @param {string} name @param {string} line */
  async waitForLine(name, line) {
    const deadlineMs = performance.now() + actionTimeoutMs;
    let shown = await this.lines(name);
    while (!shown.includes(line)) {
      if (performance.now() > deadlineMs) {
        throw new Error(`There is no line ${JSON.stringify(line)} in ${name}:\n${shown.join('\n')}`);
      }
      await this.page.waitForTimeout(100);
      shown = await this.lines(name);
    }
  }

  /** The frame of a view in which something stands; waits for it. @param {string} selector */
  async frameWith(selector) {
    const deadlineMs = performance.now() + actionTimeoutMs;
    while (performance.now() < deadlineMs) {
      for (const frame of this.page.frames()) if (await holds(frame, selector)) return frame;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`There is no view with ${selector}.`);
  }

  /** @param {string} name */
  async screenshot(name) {
    const file = path.join(this.screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  throw new Error(message);
}

/** A view that is being replaced holds nothing. @param {import('playwright-core').Frame} frame @param {string} selector */
async function holds(frame, selector) {
  if (frame.isDetached()) return false;
  try {
    return (await frame.locator(selector).count()) > 0;
  } catch (error) {
    if (frame.isDetached()) return false;
    throw error;
  }
}
