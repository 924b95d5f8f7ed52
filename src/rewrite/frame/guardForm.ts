// Code that may only be added to: what stands is given, and the model writes what goes before it. Pure.
// Must not know prompts.
import { indentationOf } from '../../base/sharedIndentation.ts';
import type { CodeFacts, Definition } from './codeFacts.ts';
import type { Form, FormPiece } from './form.ts';

const maxGuardTokens = 120;

/** Lines in front of the first statement of each body; all else is forced. */
export function guardForm(
  { code }: CodeFacts,
  definitions: readonly Definition[],
  stopText: string,
): Form | undefined {
  const pieces: FormPiece[] = [];
  let from = 0;
  for (const { body, isBlock, kind } of definitions) {
    const text = code.slice(body.startOffset, body.endOffset);
    const lead = /^[ \t]*\n(?:[ \t]*\n)*(?:[ \t]*(?:"""[\s\S]*?"""|#.*)[ \t]*\n)*/.exec(text)?.[0];
    if (!isBlock || kind !== 'function' || lead === undefined) return undefined;
    const rest = text.slice(lead.length);
    const indentation = indentationOf(rest);
    const [firstLine = ''] = rest.trimStart().split('\n', 1);
    const at = body.startOffset + lead.length;
    pieces.push(code.slice(from, at));
    pieces.push({
      hole: {
        stopTexts: [`\n${indentation}${firstLine}`, `\n\n`, stopText],
        indentedBy: Math.max(indentation.length, 1),
        maxTokens: maxGuardTokens,
      },
      put: ({ text: guard, finishReason }) => {
        const isWhole = finishReason === 'stopText' || finishReason === 'endOfText';
        const isGuard =
          /^\s*(?:if|unless|assert|try|guard|Objects|ArgumentNullException|throw|raise|require)\b/.test(
            guard,
          );
        return isWhole && isGuard && !guard.trim().startsWith(firstLine) ? `${guard.trimEnd()}\n` : '';
      },
    });
    from = at;
  }
  pieces.push({ shown: '', put: code.slice(from) });
  return pieces.length < 2 ? undefined : { pieces };
}
