// Next edits as a user meets them: the packaged extension in a real VS Code with its TypeScript server, by keyboard:
// a declaration renamed by hand, also a member that only the server can tell apart, an argument added twice, calls that
// a new parameter broke, a missing import; where Tab indents; and in high contrast.
import assert from 'node:assert/strict';
import { useEditor } from './editorSession.ts';
import { eventually, followBrowserTheme, Prompter } from './prompter.ts';

const users = `function getUser(id: number) {
  return { id };
}

export const first = getUser(1);
// getUser stays in comments
export const second = getUser(2);
`;
const filler = Array.from({ length: 60 }, (_, index) => `export const filler${index} = ${index};\n`).join('');
const calls = `declare function load(name: string, signal?: number): void;
const signal = 1;
load("one");
load("two");
load("three");
${filler}load("four");
`;
const store = 'export class StoreOfThings {}\n';
const carts = `export class Cart {
  total = 0;
}
export function sum(cart: Cart, other: { total: number }) {
  return cart.total + other.total;
}
`;
const orders = `const signal = new AbortController().signal;

export function load(name: string) {
  return name;
}

load("one");
load("two");
`;
const shop = 'export const before = 1;\n\n';

describe('next edits', () => {
  const editor = useEditor({
    allBuiltIns: true,
    files: {
      'users.ts': users,
      'calls.ts': calls,
      'rooms.ts': users.replaceAll('User', 'Room'),
      'halls.ts': users.replaceAll('User', 'Hall'),
      'store.ts': store,
      'shop.ts': shop,
      'carts.ts': carts,
      'orders.ts': orders,
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "esnext" } }\n',
    },
    // What is tested is what follows; suggestions would come between by chance.
    settings: { ...followBrowserTheme, '[typescript]': { 'editor.inlineSuggest.enabled': false } },
  });
  let prompter: Prompter;

  before(() => {
    prompter = new Prompter(editor());
  });

  /** Whether Hearth draws this beside code, where it is part of no document. */
  const drawn = async (text: string): Promise<boolean> => {
    const contents: readonly string[] = await editor().page.evaluate(
      `[...document.querySelectorAll('.monaco-editor .view-line span')].map((span) => getComputedStyle(span, '::after').content)`,
    );
    return contents.some((content) => content.replaceAll('\u00a0', ' ').includes(text));
  };
  const waitForDrawn = (text: string) => eventually(() => drawn(text));
  const waitForNothingDrawn = (text: string) => eventually(async () => !(await drawn(text)));

  it('offers the uses of what was renamed at its declaration, and takes them by Tab', async () => {
    await editor().openFile('users.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await editor().page.keyboard.press('Delete');
    await editor().type('fetchUser');
    await waitForDrawn('fetchUser ⇥');
    await prompter.pictures('next-edit-rename');
    await prompter.cutOut('next-edit', 'editor', { width: 848, height: 240 });
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('users.ts', 'export const first = fetchUser(1);');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('users.ts', 'export const second = fetchUser(2);');
    assert.match(await prompter.text('users.ts'), /\/\/ getUser stays in comments/);
    await editor().page.keyboard.press('Control+z');
    await editor().waitForLine('users.ts', 'export const second = getUser(2);');
    await editor().waitForLine('users.ts', 'export const first = fetchUser(1);');
  });

  it('offers an argument that was added twice, says what is off screen, jumps, and ends by Escape', async () => {
    await editor().openFile('calls.ts');
    for (const [line, column] of [
      [3, 11],
      [4, 11],
    ] as const) {
      await editor().goTo(line, column);
      await editor().type(', signal');
    }
    await waitForDrawn(', signal ⇥');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('calls.ts', 'load("three", signal);');
    await waitForDrawn('line 66: insert “, signal”');
    await prompter.pictures('next-edit-off-screen');
    await editor().page.keyboard.press('Tab');
    await waitForDrawn(', signal');
    await prompter.pictures('next-edit-jumped');
    await editor().page.keyboard.press('Escape');
    await waitForNothingDrawn(', signal');
    assert.match(await prompter.text('calls.ts'), /load\("four"\);/);
  });

  it('leaves Tab to the editor where it indents, whatever is offered', async () => {
    await editor().openFile('rooms.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await editor().page.keyboard.press('Delete');
    await editor().type('findRoom');
    await waitForDrawn('findRoom ⇥');
    await editor().goTo(2, 1);
    await waitForDrawn('findRoom Ctrl+Alt+H X');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('rooms.ts', '    return { id };');
    assert.match(await prompter.text('rooms.ts'), /first = getRoom\(1\)/);
  });

  it('offers the uses of a renamed member that only the language server can tell apart', async () => {
    await editor().openFile('carts.ts');
    await editor().goTo(2, 4);
    // The server has told the editor what it tells Hearth, which asks at the same moment.
    await editor().page.locator('.wordHighlightStrong, .wordHighlight, .wordHighlightText').first().waitFor();
    await editor().page.waitForTimeout(1000);
    await editor().page.keyboard.press('ArrowLeft');
    for (let count = 0; count < 5; count++) await editor().page.keyboard.press('Delete');
    await editor().type('amount');
    await waitForDrawn('amount ⇥');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('carts.ts', '  return cart.amount + other.total;');
    await waitForNothingDrawn('⇥');
  });

  it('offers the argument that calls miss since a parameter came, and the errors go with it', async () => {
    await editor().openFile('orders.ts');
    await editor().waitForEngine();
    await editor().goTo(3, 34);
    await editor().type(', signal: AbortSignal');
    await waitForDrawn('signal ⇥');
    await prompter.pictures('next-edit-call');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('orders.ts', 'load("one", signal);');
    await waitForDrawn('signal ⇥');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('orders.ts', 'load("two", signal);');
    await editor()
      .editor('orders.ts')
      .locator('.squiggly-error')
      .first()
      .waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('offers a missing import for a line that was finished, and adds it by its second key', async () => {
    await editor().openFile('shop.ts');
    await editor().goTo(2, 1);
    await editor().type('export const things = new StoreOfThings();');
    await editor().page.keyboard.press('Enter');
    await waitForDrawn('import');
    await prompter.pictures('next-edit-import');
    await prompter.chord('x');
    await eventually(async () => /import \{ StoreOfThings \} from/.test(await prompter.text('shop.ts')));
    await editor().page.keyboard.press('Control+z');
    await eventually(async () => !/import \{/.test(await prompter.text('shop.ts')));
  });

  it('is drawn in a theme of high contrast too', async () => {
    await editor().openFile('halls.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await editor().page.keyboard.press('Delete');
    await editor().type('findHall');
    await waitForDrawn('findHall ⇥');
    await editor().page.emulateMedia({ forcedColors: 'active' });
    await editor().page.locator('.monaco-workbench.hc-black, .monaco-workbench.hc-light').first().waitFor();
    await editor().screenshot('ui-next-edit-high-contrast');
    await editor().page.emulateMedia({ forcedColors: 'none' });
  });
});
