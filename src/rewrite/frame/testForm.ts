// A test below code that is given: whatever of it came whole is kept. Must not know prompts.
import type { Grammar } from '../../context/syntax/grammars.ts';
import type { CodeFacts } from './codeFacts.ts';
import type { Form } from './form.ts';
import { codeFacts } from './readCode.ts';

const maxTestTokens = 260;

/** What stands between code and its test. */
export function testGap(languageId: string): string {
  return languageId === 'python' ? '\n\n\n' : '\n\n';
}

/** `subject`: what the test begins with. */
export function testForm(code: string, gap: string, subject: string, stopText: string): Form {
  return {
    pieces: [
      code + gap + subject,
      {
        hole: { stopTexts: [stopText], startsWith: '', maxTokens: maxTestTokens },
        put: ({ text }) => text.trimEnd(),
      },
    ],
  };
}

/** Without the lines at the end that make no whole statement, and those that say again what was said. */
export function wholeStatements(
  code: string,
  gap: string,
  tested: string,
  grammar: Grammar | undefined,
): string {
  const head = code + gap;
  const lines = withoutRepeats(tested.slice(head.length).split('\n'));
  if (grammar === undefined) return head + lines.join('\n');
  for (let count = lines.length; count > 0; count--) {
    const text = lines.slice(0, count).join('\n').trimEnd();
    if (text === '') break;
    // By itself: it stands behind what it tests, wherever that stands.
    if (codeFacts(text, grammar)?.errorCount === 0) return head + text;
  }
  return code;
}

const maxAlike = 4;

/**
 * A line that came twice before begins a loop. A check that was made is not made again, nor one more of those that differ
 * in their values alone.
 */
function withoutRepeats(lines: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  const times = (text: string) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count;
  };
  const kept: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    if (text.length < 12) {
      kept.push(line);
      continue;
    }
    const count = times(text);
    if (count > 2) break;
    const isCheck = /assert|expect\(|should|panic|throw/i.test(text);
    const isOneTooMany = isCheck && (count > 1 || times(shapeOf(text)) > maxAlike);
    if (!isOneTooMany) kept.push(line);
  }
  return kept;
}

/** Without the values in it. */
function shapeOf(text: string): string {
  return text.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\b\d[\w.]*/g, '').replaceAll(/[\s,]+/g, ' ');
}

/** What a test of methods needs first: an object, where it is made of nothing. */
export function testSubject({ only, definitions, code }: CodeFacts, languageId: string): string {
  if (only?.kind !== 'class' || only.name === undefined || !/^(?:java|type)script/.test(languageId))
    return '';
  const isMadeOf = definitions.some(
    ({ name, parameters }) => name === 'constructor' && parameters.length > 0,
  );
  const head = code.slice(only.startOffset, only.body.startOffset);
  if (isMadeOf || /\b(?:extends|abstract|interface|enum)\b|</.test(head)) return '';
  return `const ${only.name.charAt(0).toLowerCase()}${only.name.slice(1)} = new ${only.name}();\n`;
}
