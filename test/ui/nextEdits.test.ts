// Next edits as a user meets them: the packaged extension in a real VS Code with its TypeScript server, by keyboard:
// a declaration renamed by hand, also a member that only the server can tell apart, an argument added twice, calls that
// a new parameter broke, a missing import after Enter and after an acceptance; where Tab indents; and in high contrast.
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
const rates = `export function rateOf(name: string) {
  return name.length;
}
`;
const prices = `import { rateOf } from './rates';

export const cheap = rateOf('cheap');
// rateOf stays in comments
export const dear = rateOf('dear');
`;
const shop = 'export const before = 1;\n\n';
/** In TSX, where suggestions are on in this test. */
const shelf = `// A shelf holds one StoreOfThings, made by new StoreOfThings().
export const before = 1;

`;

describe('next edits', () => {
  const editor = useEditor({
    allBuiltIns: true,
    files: {
      'users.ts': users,
      'calls.ts': calls,
      'rooms.ts': users.replaceAll('User', 'Room'),
      'halls.ts': users.replaceAll('User', 'Hall'),
      'doors.ts': users.replaceAll('User', 'Door'),
      'gates.ts': users.replaceAll('User', 'Gate'),
      'store.ts': store,
      'shop.ts': shop,
      'shelf.tsx': shelf,
      'rates.ts': rates,
      'prices.ts': prices,
      'carts.ts': carts,
      'orders.ts': orders,
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "esnext" } }\n',
    },
    // What is tested is what follows; suggestions would come between by chance.
    settings: { ...followBrowserTheme, '[typescript]': { 'editor.inlineSuggest.enabled': false } },
  });
  let prompter: Prompter;

  before(async () => {
    prompter = new Prompter(editor());
    // In the first seconds the rules of the folder are not known, and nothing of it is read.
    await editor().openFile('store.ts');
    await editor().waitForEngine();
  });

  /** Whether Hearth draws this beside code, where it is part of no document; in a line that holds some code, or in any. */
  const drawn = async (text: string, code = ''): Promise<boolean> => {
    const contents: readonly string[] = await editor().page.evaluate(
      `[...document.querySelectorAll('.monaco-editor .view-line')]
        .filter(({ textContent }) => textContent.replaceAll('\u00a0', ' ').includes(${JSON.stringify(code)}))
        .flatMap((line) => [...line.querySelectorAll('span')])
        .map((span) => getComputedStyle(span, '::after').content)`,
    );
    return contents.some((content) => content.replaceAll('\u00a0', ' ').includes(text));
  };
  /** Where an offer was taken, what was drawn there may be seen for a moment: the next one is in another line. */
  const waitForDrawn = (text: string, code?: string) => eventually(() => drawn(text, code));
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
    await waitForDrawn('fetchUser ⇥', 'getUser(2)');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('users.ts', 'export const second = fetchUser(2);');
    assert.match(await prompter.text('users.ts'), /\/\/ getUser stays in comments/);
    await editor().page.keyboard.press('Control+z');
    await editor().waitForLine('users.ts', 'export const second = getUser(2);');
    await editor().waitForLine('users.ts', 'export const first = fetchUser(1);');
  });

  it('takes one place a key, however fast the keys come', async () => {
    await editor().openFile('doors.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await editor().page.keyboard.press('Delete');
    await editor().type('fetchDoor');
    await waitForDrawn('fetchDoor ⇥');
    await Promise.all([editor().page.keyboard.press('Tab'), editor().page.keyboard.press('Tab')]);
    await editor().waitForLine('doors.ts', 'export const first = fetchDoor(1);');
    await editor().waitForLine('doors.ts', 'export const second = fetchDoor(2);');
    assert.doesNotMatch(await prompter.text('doors.ts'), /\t/);
  });

  it('offers a place again whose change is undone, and nothing once the edit before it is undone too', async () => {
    await editor().openFile('gates.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await editor().page.keyboard.press('Delete');
    await editor().type('fetchGate');
    await waitForDrawn('fetchGate ⇥', 'getGate(1)');
    await editor().page.keyboard.press('Tab');
    await waitForDrawn('fetchGate ⇥', 'getGate(2)');
    await editor().page.keyboard.press('Control+z');
    await editor().waitForLine('gates.ts', 'export const first = getGate(1);');
    await waitForDrawn('fetchGate ⇥', 'getGate(1)');
    await editor().page.keyboard.press('Control+z');
    await waitForNothingDrawn('⇥');
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
    await waitForDrawn(', signal ⇥', 'load("four"');
    await prompter.pictures('next-edit-jumped');
    // The first key may go to what the editor shows of the parameters there.
    await eventually(async () => {
      await editor().page.keyboard.press('Escape');
      return !(await drawn(', signal'));
    });
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
    const highlight = editor()
      .page.locator('.wordHighlightStrong, .wordHighlight, .wordHighlightText')
      .first();
    // A server that was not ready yet is asked again only when the cursor moves.
    for (let asked = 0; asked < 8 && !(await highlight.isVisible()); asked++) {
      await editor().page.keyboard.press('ArrowRight');
      await editor().page.keyboard.press('ArrowLeft');
      await editor().page.waitForTimeout(2000);
    }
    await highlight.waitFor();
    // Once more, of a server that answers by now: when it has told Hearth, nothing shows.
    await editor().page.keyboard.press('ArrowRight');
    await editor().page.keyboard.press('ArrowLeft');
    await editor().page.waitForTimeout(3000);
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
    await waitForDrawn('signal ⇥', 'load("two"');
    await editor().page.keyboard.press('Tab');
    await editor().waitForLine('orders.ts', 'load("two", signal);');
    await editor().editor('orders.ts').locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('offers what a rename broke in another open file, goes there by Tab, and takes it', async () => {
    await editor().openFile('prices.ts');
    await editor().openFile('rates.ts');
    await editor().goTo(1, 17);
    for (let count = 0; count < 6; count++) await editor().page.keyboard.press('Delete');
    await editor().type('priceOf');
    await waitForDrawn('prices.ts, line 1: rateOf → priceOf, 2 more');
    await prompter.pictures('next-edit-other-file');
    await editor().page.keyboard.press('Tab');
    await editor().editor('prices.ts').waitFor();
    await waitForDrawn('priceOf ⇥');
    await prompter.pictures('next-edit-other-file-there');
    for (const line of [
      "import { priceOf } from './rates';",
      "export const cheap = priceOf('cheap');",
      "export const dear = priceOf('dear');",
    ]) {
      await waitForDrawn('priceOf ⇥', line.replace('priceOf', 'rateOf'));
      await editor().page.keyboard.press('Tab');
      await editor().waitForLine('prices.ts', line);
    }
    assert.match(await prompter.text('prices.ts'), /\/\/ rateOf stays in comments/);
    await waitForNothingDrawn('⇥');
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

  it('offers the import that an accepted suggestion misses, and takes it back in one undo', async () => {
    await editor().openFile('shelf.tsx');
    await editor().waitForEngine();
    await editor().goTo(3, 1);
    await editor().type('export const things = new Store');
    await editor().runCommand('Hearth: Trigger Suggestion');
    await editor().ghostText();
    const ghost = await editor().takeGhostText();
    assert.match(ghost, /^OfThings\(/);
    await editor().waitForLine('shelf.tsx', `export const things = new Store${ghost}`);
    await waitForDrawn('import');
    await prompter.pictures('next-edit-import-accepted');
    await prompter.chord('x');
    await eventually(async () => /import \{ StoreOfThings \} from/.test(await prompter.text('shelf.tsx')));
    await editor().page.keyboard.press('Control+z');
    await eventually(async () => !/import \{/.test(await prompter.text('shelf.tsx')));
    await editor().waitForLine('shelf.tsx', `export const things = new Store${ghost}`);
  });

  it('is drawn in a theme of high contrast too', async () => {
    await editor().openFile('halls.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await editor().page.keyboard.press('Delete');
    await editor().type('findHall');
    await waitForDrawn('findHall ⇥');
    await prompter.pictureInHighContrast('next-edit');
  });
});
