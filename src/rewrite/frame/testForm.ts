// A test below code that is given: whatever of it came whole is kept. Must not know prompts.
import type { Grammar } from '../../context/syntax/grammars.ts';
import type { Form } from './form.ts';
import { codeFacts } from './readCode.ts';

const maxTestTokens = 260;

/** What stands between code and its test. */
export function testGap(languageId: string): string {
  return languageId === 'python' ? '\n\n\n' : '\n\n';
}

export function testForm(code: string, gap: string, stopText: string): Form {
  return {
    pieces: [
      code + gap,
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

/** A line that came twice before begins a loop. */
function withoutRepeats(lines: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  const end = lines.findIndex((line) => {
    const text = line.trim();
    if (text.length < 12) return false;
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return (seen.get(text) ?? 0) > 2;
  });
  return end === -1 ? lines : lines.slice(0, end);
}
