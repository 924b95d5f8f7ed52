// Code that may only be added to: what stands is given, and the model writes what goes before it. Pure.
// Must not know prompts.
import { indentationOf } from '../../base/sharedIndentation.ts';
import { isFinished } from './bodyForm.ts';
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
      put: (filled) => {
        const guard = guardsOf(filled.text, indentation);
        const isWhole = isFinished(filled) || guard.length < filled.text.trimEnd().length;
        return isWhole && guard !== '' && !guard.trim().startsWith(firstLine) ? `${guard}\n` : '';
      },
    });
    from = at;
  }
  pieces.push({ shown: '', put: code.slice(from) });
  return pieces.length < 2 ? undefined : { pieces };
}

const guardStart =
  /^(?:if|unless|assert|require|raise|throw|Objects\.require|ArgumentNull|ArgumentOutOfRange|console\.|print|log|logger|logging|fmt\.Print|System\.out|eprintln|println)/;
const goesOn = /^(?:[)\]}]|else\b|elif\b|end\b)/;

/** Whole guards in front: what follows them is said again, or something else. */
function guardsOf(text: string, indentation: string): string {
  const lines = text
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const end = lines.findIndex((line) => {
    if (line.trim() === '' || indentationOf(line).length > indentation.length) return false;
    return !guardStart.test(line.trim()) && !goesOn.test(line.trim());
  });
  return (end === -1 ? lines : lines.slice(0, end)).join('\n').trimEnd();
}
