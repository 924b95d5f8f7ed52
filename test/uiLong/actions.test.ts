// Every ready action where a user would take it: in a method of a class, a Python function, a CSS rule and a section of
// Markdown. Each comes to an end, leaves what it is not about, and is taken back whole. Pictures of each in light,
// dark and high contrast.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';
import { followBrowserTheme, Prompter } from '../ui/prompter.ts';

const basket = `export class Basket {
  private readonly items = new Map();

  // Legt etwas in den Korb.
  add(name, price, count) {
    const old = this.items.get(name);
    let tmp = 0;
    if (old !== undefined) {
      tmp = old.count;
    }
    this.items.set(name, { price: price, count: tmp + count });
    return this.items.size;
  }

  clear() {
    this.items.clear();
  }
}
`;
const report = `import json


def average(path, key):
    # Liest alle Zeilen der Datei.
    res = []
    for line in open(path):
        tmp = json.loads(line)
        if key in tmp:
            res.append(tmp[key])
    return sum(res) / len(res)


def label(value):
    return f"{value:.2f}"
`;
const styles = `.list {
  margin: 0;
}

/* Der Knopf. */
.button {
  margin-top: 4px;
  margin-right: 8px;
  margin-bottom: 4px;
  margin-left: 8px;
  color: #ffffff;
}
`;
const notes = `# Notes

Written by hand.

## Install

Their is two way to install it. You can uses the package manger, or you builds it from source.

## Use

Start it.
`;

interface Place {
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly actions: readonly string[];
  /** What no action is about: lines that stand there whatever comes. */
  readonly stays: readonly string[];
}

const forCode = ['Fix', 'Simplify', 'Rename for Clarity', 'Handle Errors', 'Write a Test'];
const places: readonly Place[] = [
  {
    file: 'basket.ts',
    text: basket,
    line: 7,
    actions: [
      ...forCode,
      'Add Types',
      'Add Doc Comment',
      'Convert to Async',
      'Translate Comments to English',
    ],
    stays: ['export class Basket {', '  clear() {', '    this.items.clear();'],
  },
  {
    file: 'report.py',
    text: report,
    line: 7,
    actions: [
      ...forCode,
      'Add Types',
      'Add Doc Comment',
      'Convert to Async',
      'Translate Comments to English',
    ],
    stays: ['def label(value):', '    return f"{value:.2f}"'],
  },
  {
    file: 'page.css',
    text: styles,
    line: 8,
    actions: ['Fix', 'Simplify', 'Add Doc Comment', 'Translate Comments to English'],
    stays: ['.list {', '  margin: 0;'],
  },
  {
    file: 'NOTES.md',
    text: notes,
    line: 7,
    actions: ['Correct the Language'],
    stays: ['## Use', 'Start it.'],
  },
];

describe('every ready action', () => {
  const editor = useEditor({
    files: Object.fromEntries(places.map(({ file, text }) => [file, text])),
    settings: followBrowserTheme,
  });
  let prompter: Prompter;

  before(async () => {
    prompter = new Prompter(editor());
    await editor().openFile('basket.ts');
    await editor().waitForEngine();
  });

  async function take(action: string): Promise<void> {
    await prompter.chord('r');
    await prompter.input('Hearth: Rewrite').waitFor();
    await editor().page.keyboard.type(action);
    await editor().row(action).click();
    await prompter.input('Hearth: Rewrite').waitFor({ state: 'hidden' });
  }

  for (const { file, text, line, actions, stays } of places) {
    for (const action of actions) {
      it(`${file}: ${action}`, async () => {
        await editor().openFile(file);
        await editor().goTo(line, 5);
        await take(action);
        const kind = await prompter.waitForEnd();
        const name = `action-${file}-${action}`.replaceAll(/[^\w-]+/g, '-');
        await prompter.pictures(name);
        await prompter.pictureInHighContrast(name);
        const came = await prompter.text(file);
        console.log(`${file} ${action}: ${kind}\n${came}\n`);
        for (const kept of stays) assert.ok(plain(came).includes(plain(kept)), `${kept} is gone:\n${came}`);
        if (kind === 'proposed') await prompter.chord('Shift+D');
        else await editor().runCommand('Notifications: Clear All Notifications');
        await prompter.waitForDecision();
        assert.equal(plain(await prompter.text(file)), plain(text));
      });
    }
  }
});

/** The editor breaks long lines of Markdown, and shows colours beside their values. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
