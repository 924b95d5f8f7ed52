// What was offered and what of it was accepted.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Offer } from '../../../../../src/completion/showing/acceptance.ts';
import { ShownSuggestions } from '../../../../../src/completion/showing/shownSuggestions.ts';

const offer = (text: string, startOffset = 0, uri = 'a'): Offer => ({
  uri,
  startOffset,
  replaced: '',
  typedLength: 0,
  text,
});
const none = { offered: 0, acceptedWhole: 0, acceptedLine: 0, acceptedWord: 0 };

describe('Offers', () => {
  const insert = (offers: ShownSuggestions, startOffset: number, insertedText: string, uri = 'a') =>
    offers.change(uri, [{ startOffset, removedLength: 0, insertedText }]);

  it('counts a suggestion once while someone types along with it', () => {
    const offers = new ShownSuggestions();
    offers.show(offer('total'));
    insert(offers, 0, 't');
    offers.show(offer('otal', 1));
    insert(offers, 1, 'o');
    offers.show(offer('tal', 2));
    assert.deepEqual(offers.counts, { ...none, offered: 1 });
    offers.show(offer('tum', 2));
    assert.deepEqual(offers.counts, { ...none, offered: 2 });
  });

  it('counts acceptances by their kind', () => {
    const offers = new ShownSuggestions();
    offers.show(offer('first = 1;\nsecond'));
    insert(offers, 0, 'first');
    insert(offers, 5, ' = 1;\n');
    insert(offers, 11, 'second');
    assert.deepEqual(offers.counts, { offered: 1, acceptedWord: 1, acceptedLine: 1, acceptedWhole: 1 });
  });

  it('tells what was accepted and where, and remembers what was shown last', () => {
    const onAccepted = sinon.fake();
    const offers = new ShownSuggestions(onAccepted);
    offers.show(offer('first = 1;\nsecond', 5));
    insert(offers, 5, 'f');
    insert(offers, 6, 'irst');
    insert(offers, 10, ' = 1;\n');
    insert(offers, 16, 'second');
    assert.deepEqual(onAccepted.args.flat(), [
      { uri: 'a', startOffset: 6, text: 'irst' },
      { uri: 'a', startOffset: 10, text: ' = 1;\n' },
      { uri: 'a', startOffset: 16, text: 'second' },
    ]);
    assert.equal(offers.lastShown, 'first = 1;\nsecond');
  });

  it('knows the place of an acceptance until something else happens there', () => {
    const offers = new ShownSuggestions();
    offers.show(offer('total', 4));
    insert(offers, 4, 'total');
    assert.equal(offers.isJustAccepted('a', 9), true);
    assert.equal(offers.isJustAccepted('a', 8), false);
    assert.equal(offers.isJustAccepted('b', 9), false);
    insert(offers, 0, 'x', 'b');
    assert.equal(offers.isJustAccepted('a', 9), true);
    insert(offers, 9, ';');
    assert.equal(offers.isJustAccepted('a', 9), false);
  });

  it('does not take a part for all of it', () => {
    const offers = new ShownSuggestions();
    offers.show(offer('total = 1'));
    insert(offers, 0, 'total');
    assert.deepEqual([offers.isAfterAcceptance('a', 5), offers.isJustAccepted('a', 5)], [true, false]);
  });

  it('accepts nothing of what was typed over or forgotten', () => {
    const offers = new ShownSuggestions();
    offers.show(offer('total'));
    insert(offers, 0, 'x');
    insert(offers, 0, 'total');
    offers.show(offer('total'));
    offers.forget('a');
    insert(offers, 0, 'total');
    assert.deepEqual(offers.counts, { ...none, offered: 2 });
  });
});
