// Which documents are candidates for related code, and what is remembered of visits and edits.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextChange } from '../../../../../src/base/textChanges.ts';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import { RecentDocuments } from '../../../../../src/context/neighbours/recentDocuments.ts';
import { FilePrivacy } from '../../../../../src/privacy/filePrivacy.ts';
import { ManualTime, settle } from '../../../../support/manualTime.ts';
import { MemoryFiles } from '../../../../support/memoryFiles.ts';
import { quietLog } from '../../../../support/quietLog.ts';
import { StatedPrivacy } from '../../../../support/statedPrivacy.ts';

function opened(uri: string, text = `text of ${uri}`) {
  const document = { uri, path: uri, languageId: 'typescript', text, readText: () => document.text };
  return document;
}

function visited(...uris: string[]) {
  const privacy = new StatedPrivacy();
  const recent = new RecentDocuments(privacy);
  for (const uri of uris) recent.visit(opened(uri), 0);
  const order = (current: string) => recent.candidates(current).map(({ uri }) => uri);
  return { privacy, recent, order };
}

describe('RecentDocuments', () => {
  it('gives all but the current one, last visited first', () => {
    assert.deepEqual(visited('a', 'b', 'c', 'a').order('c'), ['a', 'b']);
  });

  it('numbers visits', () => {
    const { recent } = visited('a', 'b', 'a');
    assert.deepEqual(
      recent.candidates('').map(({ uri, lastVisit }) => [uri, lastVisit]),
      [
        ['a', 3],
        ['b', 2],
      ],
    );
  });

  it('keeps twenty', () => {
    const uris = Array.from({ length: 25 }, (_, index) => `${index}`);
    assert.deepEqual(visited(...uris).order(''), uris.slice(5).toReversed());
  });

  it('forgets closed ones', () => {
    const { recent, order } = visited('a', 'b');
    recent.close('a');
    assert.deepEqual(order(''), ['b']);
  });

  it('gives the text as it is when it is asked for', () => {
    const { recent } = visited();
    const document = opened('a', 'old');
    recent.visit(document, 0);
    const [candidate] = recent.candidates('');
    document.text = 'new';
    assert.equal(candidate?.text, 'new');
  });

  it('leaves out what is hidden, without reading it, and what is huge', () => {
    const { privacy, recent, order } = visited('a', 'b');
    recent.visit({ ...opened('secret'), readText: () => assert.fail('the text was read') }, 0);
    recent.visit(opened('huge', 'x'.repeat(1_000_001)), 0);
    privacy.refusals.set('secret', 'secretFile').set('b', 'ignoredFile');
    assert.deepEqual(order(''), ['a']);
  });

  it('leaves out a key in a file with an innocent name', () => {
    const recent = new RecentDocuments(
      new FilePrivacy(new MemoryFiles(), new ManualTime().setTimer, quietLog),
    );
    recent.visit(opened('untitled:Untitled-1', '-----BEGIN PRIVATE KEY-----'), 0);
    recent.visit(opened('untitled:Untitled-2'), 0);
    assert.deepEqual(
      recent.candidates('').map(({ uri }) => uri),
      ['untitled:Untitled-2'],
    );
  });

  it('has rules read that are not known yet', async () => {
    const { privacy, order } = visited('a');
    privacy.refusals.set('a', 'rulesNotRead');
    privacy.read = async (uri) => {
      privacy.refusals.delete(uri);
    };
    assert.deepEqual(order(''), []);
    await settle();
    assert.deepEqual(order(''), ['a']);
  });

  for (const [name, changes, cursorOffset, ranges] of [
    ['no edit', [], 10, []],
    ['typing', ['5:0:ab', '7:0:c'], 13, ['5-8']],
    ['two places', ['2:0:ab', '20:0:cd'], 12, ['2-4', '20-22']],
    ['an edit before an older one', ['20:0:cd', '2:0:ab'], 12, ['22-24', '2-4']],
    ['a deletion around the cursor', ['8:4:'], 8, ['8-8']],
    ['a replacement that swallows others', ['2:0:ab', '8:0:cd', '1:12:x'], 3, ['1-2']],
    ['an edit behind', ['15:3:abc'], 10, ['15-18']],
  ] as const) {
    it(`follows ${name}`, () => {
      const { recent } = visited();
      recent.visit(opened('a'), 10);
      recent.edit('a', changes.map(changeOf));
      const [candidate] = recent.candidates('');
      assert.equal(candidate?.cursorOffset, cursorOffset);
      assert.deepEqual(
        candidate?.editedRanges.map((range) => `${range.startOffset}-${range.endOffset}`),
        ranges,
      );
    });
  }

  it('remembers edits over visits, and none of documents that nobody visited', () => {
    const { recent } = visited('a');
    recent.edit('a', [changeOf('0:0:x')]);
    recent.edit('b', [changeOf('0:0:x')]);
    recent.visit(opened('b'), 0);
    recent.visit(opened('a'), 0);
    assert.deepEqual(
      recent.candidates('').map(({ editedRanges }) => editedRanges.length),
      [1, 0],
    );
  });

  it('every typed character is inside an edited range while there are few', () => {
    const edits = fc.array(
      fc.record({ at: fc.nat(), removed: fc.nat(6), typed: fc.stringMatching(/^[A-Z]{0,5}$/) }),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(edits, (steps) => {
        const { recent } = visited();
        const document = opened('a', 'abcdefghijklmnopqrstuvwxyz'.repeat(4));
        recent.visit(document, 0);
        for (const { at, removed, typed } of steps) {
          const startOffset = at % (document.text.length + 1);
          const removedLength = Math.min(removed, document.text.length - startOffset);
          const change: TextChange = { startOffset, removedLength, insertedText: typed };
          document.text = applyChange(document.text, change);
          recent.edit('a', [change]);
        }
        const ranges = recent.candidates('')[0]?.editedRanges ?? [];
        const rest = ranges
          .toSorted((one, other) => other.startOffset - one.startOffset)
          .reduce(
            (text, { startOffset, endOffset }) => text.slice(0, startOffset) + text.slice(endOffset),
            document.text,
          );
        assert.doesNotMatch(rest, /[A-Z]/);
      }),
    );
  });
});

/** `start:removed:inserted` */
function changeOf(notation: string): TextChange {
  const [startOffset, removedLength, insertedText = ''] = notation.split(':');
  return { startOffset: Number(startOffset), removedLength: Number(removedLength), insertedText };
}
