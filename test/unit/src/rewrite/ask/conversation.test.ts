// Conversations: each prompt begins with all of the former ones, and pages show text, never a model's HTML.
import assert from 'node:assert/strict';
import { answerPage, shownTurn } from '../../../../../src/rewrite/ask/answerPage.ts';
import { Conversation } from '../../../../../src/rewrite/ask/conversation.ts';
import type { ExplainedDefinition } from '../../../../../src/rewrite/asking/questionPrompts.ts';

const place = { languageId: 'python', path: 'a.py', before: '', selection: 'x = 1', after: '' };

for (const isExplanation of [true, false]) {
  describe(isExplanation ? 'an explanation' : 'a question', () => {
    it('is continued by follow-ups word by word, so that its prefix stays cached', () => {
      const conversation = new Conversation(place, isExplanation ? { definition: undefined } : undefined);
      const first = conversation.begin('first?');
      conversation.add('an ');
      conversation.add('answer');
      conversation.end('complete');
      const second = conversation.begin('second?');
      assert.deepEqual(second.messages.slice(0, first.messages.length), first.messages);
      assert.deepEqual(second.messages.slice(first.messages.length), [
        { role: 'assistant', text: 'an answer' },
        { role: 'user', text: 'second?' },
      ]);
    });

    it('leaves out of the prompt what had no answer', () => {
      const conversation = new Conversation(place, isExplanation ? { definition: undefined } : undefined);
      const first = conversation.begin('first?');
      conversation.end('failed', 'no model');
      assert.deepEqual(conversation.begin('first?').messages, first.messages);
      assert.deepEqual(
        conversation.turns.map(({ state }) => state),
        ['failed', 'answering'],
      );
    });
  });
}

describe('what is read along', () => {
  it('stands before the next question alone, and before that in later prompts', () => {
    const conversation = new Conversation(place);
    conversation.attach({ ...place, path: 'b.py', selection: 'y = 2' });
    const first = conversation.begin('why?');
    assert.match(first.messages.at(-1)?.text ?? '', /From a\.py:[\s\S]*From b\.py:[\s\S]*y = 2[\s\S]*why\?$/);
    conversation.add('so');
    conversation.end('complete');
    const second = conversation.begin('and?');
    assert.deepEqual(second.messages.slice(0, first.messages.length), first.messages);
    assert.equal(second.messages.at(-1)?.text, 'and?');
  });
});

describe('an explanation of a definition', () => {
  const definition = { name: 'add', parameters: ['a', 'b'], returnsValue: true, guards: [], members: [] };
  const givenBy = (explained: typeof definition | ExplainedDefinition) => {
    const { form = [] } = new Conversation(place, { definition: explained }).begin('explain');
    return form.map((part) => ('text' in part ? part.text : '…')).join('');
  };

  it('names what the syntax names, and nothing else', () =>
    assert.equal(givenBy(definition), '`add`…\n\n**Takes**\n\n- `a`:…\n- `b`:…\n\n**Returns**…'));

  it('says itself when the definition ends early', () => {
    const guards = [
      { ends: 'throws', what: 'RangeError', when: 'a < 0' },
      { ends: 'returns', what: '`${a}`', when: 'b === 0' },
      { ends: 'returns', what: '', when: 'a > b' },
    ] as const;
    assert.equal(
      givenBy({ ...definition, guards })
        .split('\n')
        .at(-1),
      '**Mind that** it throws `RangeError` when `a < 0`, and returns `` `${a}` `` when `b === 0`, and ends at once when `a > b`.',
    );
  });
});

describe('the page of answers', () => {
  const shown = (answer: string) =>
    shownTurn({ question: '', answer, state: 'complete', note: '' }).answerHtml;

  it('renders Markdown, also while a block is still open', () => {
    assert.match(
      shown('**b** and\n```ts\nconst a = 1;\n'),
      /<strong>b<\/strong>[\s\S]*<pre><code class="language-ts">const a/,
    );
  });

  for (const hostile of [
    '<script>x</script>',
    '<img src=x onerror=y>',
    '[a](javascript:alert)',
    '[a](command:x)',
  ]) {
    it(`makes no element of ${hostile}`, () =>
      assert.doesNotMatch(shown(hostile), /<(?:script|img)|href="(?:javascript|command)/));
  }

  it('loads nothing but its own script and style', () => {
    const texts = {
      heading: 'Hearth <Answers>',
      stop: '"Stop" & <b>',
      ask: '',
      followUp: '',
      copy: '',
      copyAnswer: '',
      copied: '',
      answering: '',
      complete: '',
      insert: '',
      apply: '',
      conversations: '',
      attach: '',
    };
    const page = answerPage({
      language: 'en',
      scriptUri: 's.js',
      styleUri: 's.css',
      cspSource: 'own:',
      nonce: 'once',
      texts,
    });
    assert.match(page, /content="default-src 'none'; style-src own:; script-src 'nonce-once';"/);
    assert.doesNotMatch(page, /<b>/);
    assert.match(page, /<h1>Hearth &lt;Answers&gt;<\/h1>/);
  });
});
