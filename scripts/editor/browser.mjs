// Opens the browser that the set-up found. Must not know what is opened in it.
import { chromium } from 'playwright-core';
import { findBrowser } from '../setup/editor.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** @param {{ headless: boolean }} options */
export async function openBrowser({ headless }) {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chromium or Chrome on this machine.');
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run'];
  args.push('--disable-background-networking', '--disable-component-update', '--disable-sync');
  // Chromium refuses its sandbox to root, which is who runs in containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return await chromium.launch({ executablePath, headless, args });
}
