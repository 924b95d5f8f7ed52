// What axe finds wrong in a page: names, roles, contrast. Must not know the page.
import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** One line for each rule that is broken, with the element. Empty where all is well. */
export async function accessibilityFaults(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  // Of a page in a panel the frame around it is the editor's: landmarks and headings begin there.
  return await frame.evaluate(`axe
    .run(document, { rules: { region: { enabled: false } } })
    .then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')))`);
}

/** Rules about names and roles alone: how the editor builds its lists and colours is its own. */
const naming = [
  'aria-command-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'aria-tooltip-name',
  'button-name',
  'image-alt',
  'input-button-name',
  'label',
  'link-name',
  'role-img-alt',
  'svg-img-alt',
];

/** What has no name in the workbench's part behind a selector, which is the editor's with Hearth's words. */
export async function unnamedParts(frame: Frame, selector: string): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  return await frame.evaluate(`axe
    .run(${JSON.stringify(selector)}, { runOnly: ${JSON.stringify(naming)} })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`);
}

/** How many pixels stick out to the right. */
export async function overflowPixels(frame: Frame): Promise<number> {
  return await frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
