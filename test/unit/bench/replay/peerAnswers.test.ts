// llama.vscode's rules of what is found again and shown.
import assert from 'node:assert/strict';
import { isAskedFor, PeerAnswers, peerPlace, peerShows } from '../../../../bench/replay/peerAnswers.ts';

describe('llama.vscode’s answers', () => {
  it('are found again while somebody types along, and not otherwise', () => {
    const answers = new PeerAnswers();
    answers.keep(peerPlace('a = b\n', 3), ' foo(bar)');
    const found = (text: string) => answers.find(peerPlace(`${text} b\n`, text.length));
    assert.deepEqual(['a =', 'a = f', 'a = fo', 'a = x', 'c ='].map(found), [
      ' foo(bar)',
      'oo(bar)',
      'o(bar)',
      undefined,
      undefined,
    ]);
  });

  it('are the 250 used last', () => {
    const answers = new PeerAnswers();
    for (let index = 0; index < 251; index++) answers.keep({ before: `${index}`, after: '' }, 'x');
    assert.equal(answers.find({ before: '0', after: '' }), undefined);
    assert.equal(answers.find({ before: '1', after: '' }), 'x');
  });

  it('look ahead once', () => {
    const answers = new PeerAnswers();
    const place = { before: 'a', after: '\n' };
    assert.deepEqual(answers.placeAhead(place, 'bc'), { before: 'abc', after: '\n' });
    answers.keep({ before: 'abc', after: '\n' }, 'd');
    assert.equal(answers.placeAhead(place, 'bc'), undefined);
  });

  for (const [name, answer, after, shown] of [
    ['a line', 'foo();\nbar();', '\nnext', 'foo();'],
    ['nothing for an empty one', ' \nfoo', '\nnext', undefined],
    ['nothing for the rest of the line', ')', ')\nnext', undefined],
    ['nothing for the next line', 'next', '\nnext', undefined],
    ['without the rest of the line', 'foo)', ')\nnext', 'foo'],
  ] as const) {
    it(`show ${name}`, () => assert.equal(peerShows(answer, { before: '', after }), shown));
  }

  it('are not asked for in front of more than eight characters', () => {
    assert.deepEqual(
      ['12345678\n', '123456789\n'].map((after) => isAskedFor({ before: '', after })),
      [true, false],
    );
  });
});
