// Heads of functions that are to be asynchronous, as languages write them. Pure. Must not know what becomes of bodies.
import type { Definition } from './codeFacts.ts';

/** The head of what is to be asynchronous; undefined where languages say that otherwise. */
export function asyncHead(
  languageId: string,
): ((definition: Definition, head: string) => string) | undefined {
  if (languageId === 'python')
    return ({ isAsync }, head) => (isAsync ? head : head.replace(/\bdef\b/, 'async def'));
  if (!/^(?:java|type)script/.test(languageId)) return undefined;
  return (definition, head) => {
    if (definition.isAsync || definition.kind !== 'function') return head;
    const { coreOffset, startOffset, returnType } = definition;
    const at = coreOffset - startOffset;
    const typed =
      returnType === undefined
        ? head
        : withPromise(head, returnType.startOffset - startOffset, returnType.endOffset - startOffset);
    const lead = /^(?:(?:public|private|protected|static|override)\s+)*/.exec(typed.slice(at))?.[0] ?? '';
    return `${typed.slice(0, at)}${lead}async ${typed.slice(at + lead.length)}`;
  };
}

function withPromise(head: string, start: number, end: number): string {
  const type = head.slice(start, end).replace(/^:\s*/, '');
  return /^Promise\b/.test(type) ? head : `${head.slice(0, start)}: Promise<${type}>${head.slice(end)}`;
}
