// When other documents are looked into after a declaration changed, and what ends that.
import assert from 'node:assert/strict';
import type { TextRange } from '../../../../../src/base/ranges.ts';
import type { DocumentSnapshot } from '../../../../../src/context/window/contextWindow.ts';
import { ElsewhereLane } from '../../../../../src/nextEdits/elsewhere/elsewhereLane.ts';
import type { Series } from '../../../../../src/nextEdits/offer/series.ts';
import { ManualTime } from '../../../../support/manualTime.ts';
import { quietLog } from '../../../../support/quietLog.ts';
import { EditedFile } from '../editedFile.ts';

const users = 'export function getUser(id: number) {\n  return id;\n}\n';
const pages = "import { getUser } from './users';\ngetUser(1);\n";

class Window {
  readonly time = new ManualTime();
  readonly offered: Series[] = [];
  readonly errors = new Map<string, readonly TextRange[]>();
  isSilenced = false;
  prepare: () => Promise<void> = () => Promise.resolve();
  readonly lane: ElsewhereLane;
  private readonly file: EditedFile;
  private readonly others: readonly (DocumentSnapshot & { readonly file: EditedFile })[];

  private constructor(file: EditedFile, others: Window['others']) {
    this.file = file;
    this.others = others;
    this.lane = new ElsewhereLane({
      syntax: {
        prepare: () => this.prepare(),
        factsIn: ({ uri }) =>
          this.others.find((other) => other.uri === uri)?.file.resting().searched.factsOf as never,
      },
      othersThan: () => this.others,
      errorsIn: (uri) => this.errors.get(uri) ?? [],
      isSilenced: () => this.isSilenced,
      setTimer: this.time.setTimer,
      log: quietLog,
      onElsewhere: (series) => this.offered.push(series),
    });
  }

  static async open(...texts: readonly string[]): Promise<Window> {
    const others = await Promise.all(
      texts.map(async (text, index) => ({
        uri: `file:///other${index}`,
        languageId: 'typescript',
        version: 1,
        text,
        file: await EditedFile.open('typescript', text),
      })),
    );
    return new Window(await EditedFile.open('typescript', users), others);
  }

  /** The declaration is renamed, and the keys rest. */
  rest(): void {
    this.file.edit('function «getUser→fetchUser»(', false);
    const { uri, languageId, text } = this.file;
    this.lane.rested({ uri, languageId, version: 2, text }, this.file.resting().resting);
  }

  /** A server reports the name where it stands first, in one of the others. */
  report(index: number, name = 'getUser'): void {
    const other = this.others[index];
    const startOffset = other?.text.indexOf(name) ?? 0;
    this.errors.set(other?.uri ?? '', [{ startOffset, endOffset: startOffset + name.length }]);
    this.lane.lookAgain();
  }

  get told(): readonly string[] {
    return this.offered.map(({ uri, fromUri, sites }) => `${uri} ${fromUri} ${sites.length}`);
  }
}

describe('ElsewhereLane', () => {
  it('offers what a server reports in another document, and says where it comes from', async () => {
    const window = await Window.open('export const nothing = 1;\n', pages);
    window.rest();
    await window.time.pass(2000);
    assert.deepEqual(window.told, []);
    window.report(1);
    await window.time.pass(1000);
    assert.deepEqual(window.told, ['file:///other1 file:///edited 2']);
  });

  it('goes on to the next document when one is done', async () => {
    const window = await Window.open(pages, pages);
    window.rest();
    window.report(1);
    window.report(0);
    await window.time.pass(1000);
    window.errors.delete('file:///other0');
    window.lane.lookAgain();
    await window.time.pass(1000);
    assert.deepEqual(window.told, ['file:///other0 file:///edited 2', 'file:///other1 file:///edited 2']);
  });

  for (const [what, end] of [
    ['something else is written', (window: Window) => window.lane.forget()],
    ['the document is closed', (window: Window) => window.lane.forget('file:///edited')],
    ['the series was ended', (window: Window) => (window.isSilenced = true)],
    ['an edit that declares nothing rests', (window: Window) => window.lane.rested(other, undefined)],
  ] as const)
    it(`offers nothing once ${what}`, async () => {
      const window = await Window.open(pages);
      window.rest();
      end(window);
      window.report(0);
      await window.time.pass(2000);
      assert.deepEqual(window.told, []);
    });

  it('offers nothing when a key comes while a grammar is read', async () => {
    const window = await Window.open(pages);
    let isRead = () => {};
    window.prepare = () => new Promise((resolve) => (isRead = resolve));
    window.rest();
    window.report(0);
    await window.time.pass(1000);
    window.lane.forget();
    isRead();
    await window.time.pass(1000);
    assert.deepEqual(window.told, []);
  });
});

const other: DocumentSnapshot = { uri: 'file:///edited', languageId: 'typescript', version: 3, text: '' };
