// Asks for a commit message from a diff, and cuts the answer to the message. Pure.
// Must not know version control beyond the diff's text.
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import type { Prompt } from './prompt.ts';

const system =
  'You write git commit messages. A message is one line of at most 72 characters in the imperative mood that says what the change does, without a prefix and without quotes.';
const maxDiffCharacters = 8000;
const maxTokens = 80;

/** `isCut`: the diff was longer than what is shown of it. */
export function commitMessages(diff: string): Prompt & { readonly isCut: boolean } {
  const plain = withPlainLineEnds(diff);
  const shown = plain.slice(0, maxDiffCharacters);
  return {
    messages: [
      { role: 'system', text: system },
      { role: 'user', text: `Write the commit message for this diff:\n\n${shown}` },
    ],
    stopTexts: ['\n\n', '```'],
    maxTokens,
    isCut: shown.length < plain.length,
  };
}

/** The message alone; empty when there is none. */
export function cleanCommitMessage(answer: string): string {
  const lines = withPlainLineEnds(answer)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('```'));
  const message = lines.find((line) => !/^(?:here(?:'s|’s| is)|commit message|sure)\b.*:$/i.test(line)) ?? '';
  return message
    .replace(/^(?:commit message|subject):\s*/i, '')
    .replace(/^(["'`*]+)(.*)\1$/, '$2')
    .replace(/\.$/, '');
}
