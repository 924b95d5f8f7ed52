// The page that explains Hearth, on a telephone and on a desk, light and dark.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../scripts/editor/browser.mjs';
import { scratchFolder } from '../../scripts/setup/paths.mjs';
import { buildSite } from '../../site/build.mjs';
import { accessibilityFaults, overflowPixels } from './accessibility.ts';

describe('the site', () => {
  let folder: string;
  let browser: Browser;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-site-'));
    buildSite(folder);
    browser = await openBrowser({ headless: true });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [place, viewport] of [
    ['phone', { width: 360, height: 740 }],
    ['desk', { width: 1280, height: 800 }],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`fits a ${place}, ${colorScheme}, and can be read out`, async () => {
        const context = await browser.newContext({ viewport, colorScheme });
        const page = await context.newPage();
        await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
        await page.screenshot({
          path: path.join(scratchFolder, 'screenshots', `site-${place}-${colorScheme}.png`),
          fullPage: true,
        });
        assert.equal(await overflowPixels(page.mainFrame()), 0);
        assert.deepEqual(await accessibilityFaults(page.mainFrame()), []);
        await context.close();
      });
    }
  }
});
