// Writes a conversation the way the model was trained to read it: ChatML, as the Qwen family has it. Pure.
// Must not know what is asked, nor the KV cache.
import type { Vocabulary } from '../llama/backend.ts';
import type { ChatMessage } from '../protocol/chatProtocol.ts';

/**
 * `<|im_start|>role\ntext<|im_end|>\n` for each message, then the open turn of the answer with what it begins with.
 * Only the two marks are control tokens: their text inside a message is plain text, so nothing can end a turn.
 */
export function chatPrompt(
  vocabulary: Vocabulary,
  messages: readonly ChatMessage[],
  answerStart: string,
): number[] | undefined {
  const { turnStart, turnEnd } = vocabulary.control;
  if (turnStart === undefined || turnEnd === undefined) return undefined;
  const lineEnd = vocabulary.tokenize('\n');
  const turns = messages.flatMap(({ role, text }) => [
    turnStart,
    ...vocabulary.tokenize(`${role}\n${text}`),
    turnEnd,
    ...lineEnd,
  ]);
  return [...turns, turnStart, ...vocabulary.tokenize(`assistant\n${answerStart}`)];
}
