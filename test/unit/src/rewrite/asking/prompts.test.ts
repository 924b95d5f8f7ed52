// What is asked of the model, by kind: which text it sees, what the answer begins with, where it ends.
import assert from 'node:assert/strict';
import { cleanCommitMessage, commitMessages } from '../../../../../src/rewrite/asking/commitPrompt.ts';
import { fixInstruction } from '../../../../../src/rewrite/asking/fixPrompt.ts';
import { firstLines, lastLines } from '../../../../../src/rewrite/asking/prompt.ts';
import { askMessages, explainMessages } from '../../../../../src/rewrite/asking/questionPrompts.ts';
import { rewriteMessages } from '../../../../../src/rewrite/asking/rewritePrompt.ts';
import { cleanWriteHere, writeHereMessages } from '../../../../../src/rewrite/asking/writeHerePrompt.ts';

const place = { languageId: 'typescript', path: 'src/a.ts', before: '', after: '' };
const userText = ({ messages }: { readonly messages: readonly { role: string; text: string }[] }) =>
  messages.filter(({ role }) => role === 'user').map(({ text }) => text);

describe('rewriteMessages', () => {
  const ask = (selection: string, before = '', instruction = 'do it') =>
    rewriteMessages({ ...place, before, selection, instruction });

  for (const [name, before, selection, code] of [
    ['whole lines', '{\n', '  if (a) {\n    b();\n  }\n', 'if (a) {\n  b();\n}'],
    ['behind the indentation', '{\n  ', 'if (a) {\n    b();\n  }', 'if (a) {\n  b();\n}'],
    ['inside a line', '  call(', '(a) => {\n    b();\n  }', '(a) => {\n  b();\n}'],
    ['carriage returns', '', 'a;\r\nb;\r\n', 'a;\nb;'],
    ['blank lines around', '', '\n\n  a;\n\n', 'a;'],
  ] as const) {
    it(`shows a selection without the indentation of its place: ${name}`, () => {
      const prompt = ask(selection, before);
      assert.equal(prompt.draftFrom, code);
      assert.ok(userText(prompt).at(-1)?.includes(`\`\`\`typescript\n${code}\n\`\`\``));
    });
  }

  it('uses a fence that the code does not have', () => {
    const prompt = ask('a = "```";');
    assert.equal(prompt.answerStart, '````typescript\n');
    assert.deepEqual(prompt.stopTexts, ['\n````']);
  });

  it('makes a sentence of the instruction, behind the code', () => {
    for (const [typed, sentence] of [
      ['add types ', 'Add types.'],
      ['Does it end?', 'Does it end?'],
      ['rename "t" to `tokens`', 'Rename "t" to `tokens`'],
    ] as const)
      assert.ok(
        userText(ask('a();', '', typed))
          .at(-1)
          ?.endsWith(`\n\n${sentence}`),
        typed,
      );
  });

  it('begins alike for instructions of one kind, up to the instruction', () => {
    const [one, two] = [ask('a();', '', 'rename a'), ask('a();', '', 'rename b')];
    assert.deepEqual(one.messages.slice(0, -1), two.messages.slice(0, -1));
    const [first = '', second = ''] = [one, two].map((prompt) => userText(prompt).at(-1));
    assert.equal(first.slice(0, first.indexOf('Rename')), second.slice(0, second.indexOf('Rename')));
  });

  it('leaves room for a longer answer than the selection', () => {
    assert.ok(ask('x'.repeat(4000)).maxTokens > 2000);
  });
});

describe('fixInstruction', () => {
  it('tells the problem and where it is', () => {
    const problem = {
      message: 'Cannot find name "b".',
      source: 'ts',
      lineText: '  a = b;',
      range: { startOffset: 6, endOffset: 7 },
    };
    const text = fixInstruction(problem);
    assert.match(text, /Cannot find name "b"\./);
    assert.match(text, /\(ts\)/);
    assert.match(text, /at the line: a = b;/);
  });
});

describe('writeHereMessages', () => {
  it('shows the file around the mark, goes on from the cursor, and ends where the file goes on', () => {
    const prompt = writeHereMessages({
      ...place,
      before: 'function f() {\n  ',
      after: '\n}\n\ncall(f);\n',
      instruction: 'return one',
    });
    assert.match(userText(prompt)[0] ?? '', /function f\(\) \{\n {2}\/\* HERE \*\/\n\}/);
    assert.equal(prompt.answerStart, '```typescript\nfunction f() {\n  // return one\n');
    assert.ok(prompt.stopTexts.includes('\ncall(f);'));
  });

  for (const [languageId, before, instruction, start] of [
    ['python', 'a = 1\n', 'print it', 'a = 1\n# print it\n'],
    ['css', '', 'a button', '/* a button */\n'],
    ['css', '', 'end */ it', '/* end * / it */\n'],
    ['typescript', 'const x =\t', 'one', 'const x ='],
    ['json', '{\n  ', 'a name', '{\n'],
    ['go', '', ' two\nlines ', '// two lines\n'],
  ] as const) {
    it(`begins an answer in ${languageId} behind ${JSON.stringify(before)}`, () => {
      const prompt = writeHereMessages({ ...place, languageId, before, after: '', instruction });
      assert.equal(prompt.answerStart, `\`\`\`${languageId}\n${start}`);
    });
  }

  for (const [answer, before, text] of [
    ['```', '}\n', ''],
    ['a();\n```\nThat is it.', '', 'a();'],
    ['  f() {\n    a();\n  }\n}', 'class C {\n  ', 'f() {\n    a();\n  }'],
    ['  ]);', 'f([\n', '  ]);'],
    ['  return 1;\n', 'f {\n  ', 'return 1;'],
    ['return 1;\n  a();', 'f {\r\n  ', 'return 1;\r\n  a();'],
    ['  return 1;', 'f {\n', '  return 1;'],
    [' + 1', 'a', ' + 1'],
    ['\n', '', ''],
  ] as const) {
    it(`inserts ${JSON.stringify(answer)} behind ${JSON.stringify(before)}`, () => {
      assert.equal(cleanWriteHere(answer, { languageId: 'typescript', before, after: '' }, true), text);
    });
  }
});

describe('askMessages', () => {
  const code = { ...place, selection: 'a();' };

  it('shows the selection in the first message only', () => {
    const earlier = [{ question: 'What?', answer: 'A call.' }];
    const prompt = askMessages({ ...code, question: 'Why?', earlier });
    assert.deepEqual(
      prompt.messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
    assert.deepEqual(
      userText(prompt).map((text) => text.includes('a();')),
      [true, false],
    );
    const first = askMessages({ ...code, question: 'What?', earlier: [] });
    assert.deepEqual(prompt.messages.slice(0, 2), first.messages);
  });

  it('shows the code around the cursor when nothing is selected, and none where there is none', () => {
    const around = askMessages({ ...place, before: 'a();\n', selection: '', question: 'What?', earlier: [] });
    assert.match(userText(around)[0] ?? '', /a\(\);/);
    const empty = askMessages({ ...place, selection: '', question: 'What?', earlier: [] });
    assert.deepEqual(userText(empty), ['What?']);
  });

  it('explains the selection', () => {
    assert.match(userText(explainMessages(code))[0] ?? '', /a\(\);[^]*Explain/);
  });
});

describe('commitMessages', () => {
  it('shows the beginning of a long diff and says so', () => {
    assert.equal(commitMessages('+a\n').isCut, false);
    const long = commitMessages('+a\n'.repeat(10_000));
    assert.equal(long.isCut, true);
    assert.ok((userText(long)[0]?.length ?? 0) < 10_000);
  });

  it('has notes on each of several files before the subject', () => {
    const diff = '--- a/one.ts\n+++ b/one.ts\n+a\n--- a/old.css\n+++ /dev/null\n-b\n';
    const given = (text: string) =>
      commitMessages(text)
        .form?.map((part) => ('text' in part ? part.text : '…'))
        .join('');
    assert.equal(given(diff), '- one.ts:…\n- old.css:…\nSubject:…');
    assert.equal(given('--- a/one.ts\n+++ b/one.ts\n+a\n'), 'Subject:…');
  });

  for (const [answer, message] of [
    ['Add a button', 'Add a button'],
    ['"Add a button."', 'Add a button'],
    ['Here is the commit message:\n\n`Add a button`', 'Add a button'],
    ['```\nAdd a button\n```', 'Add a button'],
    ['Commit message: Add a button\nbecause', 'Add a button'],
    [
      'Read settings from the workspace folder as well, so that teams can share them between machines',
      'Read settings from the workspace folder as well',
    ],
    [
      'Rename the functions parseOne parseTwo parseThree parseFour parseFive parseSix',
      'Rename the functions parseOne parseTwo parseThree parseFour parseFive',
    ],
    ['', ''],
  ] as const) {
    it(JSON.stringify(answer), () => assert.equal(cleanCommitMessage(answer), message));
  }
});

describe('lines that fit', () => {
  for (const [text, limit, last, first] of [
    ['ab\ncd\nef', 100, 'ab\ncd\nef', 'ab\ncd\nef'],
    ['ab\ncd\nef', 5, 'ef', 'ab\n'],
    ['ab\r\ncd\r\nef', 6, 'cd\nef', 'ab\ncd\n'],
    ['abcdefgh', 3, 'fgh', ''],
  ] as const) {
    it(JSON.stringify([text, limit]), () => {
      assert.deepEqual([lastLines(text, limit), firstLines(text, limit)], [last, first]);
    });
  }
});
