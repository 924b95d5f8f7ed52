// Asks for a commit message from a diff, and cuts the answer to the message. Pure.
// Must not know version control beyond the diff's text.

import type { FormPart } from '../../../engine/protocol/chatProtocol.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import type { Prompt } from './prompt.ts';

const system =
  'You write git commit messages. A message is one line of at most 72 characters in the imperative mood that says what the change does, without a prefix and without quotes.';
const maxDiffCharacters = 8000;
const maxSubjectCharacters = 72;
const maxSubjectTokens = 32;
const maxNoteTokens = 24;
/** More files than this are not noted one by one. */
const maxNotedFiles = 6;

/**
 * Notes on each file first, so that the subject, which is the last hole, is about all of them. `isCut`: the diff was
 * longer than what is shown of it.
 */
export function commitMessages(diff: string): Prompt & { readonly isCut: boolean } {
  const plain = withPlainLineEnds(diff);
  const shown = plain.slice(0, maxDiffCharacters);
  const files = changedFiles(shown);
  const noted = files.length > 1 && files.length <= maxNotedFiles ? files : [];
  const subject = { stopTexts: ['\n', '```'], startsWith: ' ', maxTokens: maxSubjectTokens };
  const note = { ...subject, maxTokens: maxNoteTokens };
  const form: readonly FormPart[] = [
    ...noted.flatMap((file) => [{ text: `- ${file}:` }, { hole: note }, { text: '\n' }]),
    { text: 'Subject:' },
    { hole: subject },
  ];
  return {
    messages: [
      { role: 'system', text: system },
      {
        role: 'user',
        text: `Write the commit message for this diff${noted.length > 0 ? ', with a note on each file before it' : ''}:\n\n${shown}`,
      },
    ],
    form,
    stopTexts: [],
    maxTokens: maxSubjectTokens + noted.length * 2 * maxNoteTokens,
    isCut: shown.length < plain.length,
  };
}

/** By the names in a diff's heads, with or without prefixes. */
function changedFiles(diff: string): readonly string[] {
  const names = [...diff.matchAll(/^--- (?:a\/)?(.+)\n\+\+\+ (?:b\/)?(.+)$/gm)].map(
    ([, from = '', to = '']) => (to === '/dev/null' ? from : to),
  );
  return [...new Set(names)];
}

/** The subject alone, in at most 72 characters; empty when there is none. */
export function cleanCommitMessage(answer: string): string {
  const lines = withPlainLineEnds(answer)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('```'));
  const message = lines.find((line) => !/^(?:here(?:'s|’s| is)|commit message|sure)\b.*:$/i.test(line)) ?? '';
  return withinSubject(
    message
      .replace(/^(?:commit message|subject):\s*/i, '')
      .replace(/^(["'`*]+)(.*)\1$/, '$2')
      .replace(/\.$/, ''),
  );
}

/** Cut where a clause ends, or at least a word. */
function withinSubject(message: string): string {
  if (message.length <= maxSubjectCharacters) return message;
  const cut = message.slice(0, maxSubjectCharacters + 1);
  const clause = /^.{24,}(?=[,;:] | (?:and|by|so that|to|in order) )/.exec(cut)?.[0];
  const words = clause ?? cut.slice(0, Math.max(cut.lastIndexOf(' '), 0));
  return words === '' ? message.slice(0, maxSubjectCharacters) : words.replace(/[,;:]$/, '');
}
