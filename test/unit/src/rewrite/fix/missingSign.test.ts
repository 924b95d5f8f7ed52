// Signs that messages say are missing, and where they belong.
import assert from 'node:assert/strict';
import { fixPlace } from '../../../../../src/rewrite/fix/fixPlace.ts';
import { missingSigns, withMissingSign } from '../../../../../src/rewrite/fix/missingSign.ts';

describe('missing signs', () => {
  for (const [message, ...signs] of [
    ["',' expected.", ','],
    ["';' expected.", ';'],
    ['; expected', ';'],
    ["Syntax error, ',' expected", ','],
    ['Expected comma', ','],
    ['Colon expected', ':'],
    ['Expected comma or closing brace', ',', '}'],
    ['expected ‘;’ before ‘return’', ';'],
    ["expected ';' after expression", ';'],
    ["missing ',' before newline in composite literal", ','],
    ['expected one of `,`, `:`, or `}`, found `b`', ',', ':', '}'],
    ['expected `;`, found `let`', ';'],
    ['Missing semicolon.', ';'],
    ['Unexpected token, expected "," (3:4)', ','],
    ['Expected ":"', ':'],
    ['„,“ wurde erwartet.'],
    ['"," wurde erwartet.', ','],
    ['应为“,”。', ','],
    ['Komma erwartet', ','],
    ["Unexpected ','."],
    ['Unindent not expected'],
    ["missing whitespace after ','"],
    ["A space is required after ','."],
    ['Property expected'],
    ["Did you mean ','?"],
  ] as const)
    it(message, () => assert.deepEqual(missingSigns(message), signs));
});

/** `‹›` around what is reported. */
function marked(text: string) {
  const code = text.replaceAll(/[‹›]/g, '');
  return { code, range: { startOffset: text.indexOf('‹'), endOffset: text.indexOf('›') - 1 } };
}

describe('a missing sign', () => {
  for (const [languageId, text, message, expected] of [
    ['json', '{\n  "a": 1\n  ‹"b"›: 2\n}', 'Expected comma', '{\n  "a": 1,\n  "b": 2\n}'],
    ['json', '{ "a": 1 ‹"b"›: 2 }', 'Expected comma', '{ "a": 1, "b": 2 }'],
    [
      'jsonc',
      '[\n  "//" // One, two.\n\n  /* "a"\n */\n  ‹2›\n]',
      'Expected comma',
      '[\n  "//", // One, two.\n\n  /* "a"\n */\n  2\n]',
    ],
    ['typescript', 'f(a ‹b›)', "',' expected.", 'f(a, b)'],
    ['python', "if a == '#' # Why.\n  ‹b›", 'Expected ":"', "if a == '#': # Why.\n  b"],
    ['typescript', 'a()‹›\nb();', "';' expected.", 'a();\nb();'],
    // Another sign would do too, or none stands before.
    ['json', '{\n  "a": 1\n‹›', 'Expected comma or closing brace', undefined],
    ['typescript', '// Why.\n‹a› b', "';' expected.", undefined],
    ['typescript', 'class A {\n  a() {}\n‹›', "'}' expected.", undefined],
    ['java', 'return su‹m›', "';' expected", undefined],
  ] as const)
    it(`is put where the code before ends: ${text}`, () => {
      const { code, range } = marked(text);
      assert.equal(withMissingSign(code, range, message, languageId), expected);
    });

  for (const [text, message, region, meant] of [
    ['{\n  "a": 1\n\n  ‹"b"›: 2\n}', 'Expected comma', '"a": 1\n\n  "b": 2', '{\n  "a": 1'],
    ['{\r\n  "a": 1\r\n  ‹"b"›: 2\r\n}', 'Expected comma', '"a": 1\r\n  "b": 2', '{\r\n  "a": 1'],
    ['{\n  "a": 1\n  ‹b›: 2\n}', 'Property keys must be doublequoted', 'b: 2', undefined],
    ['{\n  "a": 1, ‹b›\n}', 'Expected comma', '"a": 1, b', undefined],
    ['‹b›: 2', 'Expected comma', 'b: 2', undefined],
  ] as const)
    it(`may be written where it is missing: ${text}, ${message}`, () => {
      const { code, range } = marked(text);
      const place = fixPlace(code, { reported: range, message, languageId: 'json' }, () => undefined);
      assert.equal(code.slice(place.region.startOffset, place.region.endOffset), region);
      const end = meant?.length;
      assert.deepEqual(place.meant, end === undefined ? range : { startOffset: end, endOffset: end });
    });
});
