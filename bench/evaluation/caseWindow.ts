// The text of a case that a configuration shows the model. Must not know how it is laid out or answered.
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import type { EvaluationCase } from './cases.ts';
import type { Configuration } from './configuration.ts';

export interface Slice {
  readonly before: string;
  readonly after: string;
}

export function windowOf(
  context: ScopeContext,
  question: EvaluationCase,
  configuration: Configuration,
): Slice {
  return withHead(bareWindow(context, question, configuration), question, configuration);
}

function bareWindow(context: ScopeContext, question: EvaluationCase, configuration: Configuration): Slice {
  const { before, after } = question;
  const { beforeCharacters, afterCharacters } = configuration;
  if (configuration.window === 'tail') {
    return { before: wholeLinesTail(before, beforeCharacters), after: after.slice(0, afterCharacters) };
  }
  const { document, offset } = documentOf(question);
  context.parseAhead(document);
  const window = context.windowAt(document, offset, { beforeCharacters, afterCharacters });
  context.close(document.uri);
  return window;
}

export function documentOf({ id, file, before, after }: EvaluationCase) {
  const document = { uri: id, languageId: file.languageId, version: 1, text: before + after };
  return { document, offset: before.length };
}

function withHead(slice: Slice, question: EvaluationCase, { head }: Configuration): Slice {
  if (head === 'none') return slice;
  const comment = question.file.languageId === 'python' ? '#' : '//';
  return { ...slice, before: `${comment} ${question.file.path}\n${slice.before}` };
}

function wholeLinesTail(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const tail = text.slice(-characters);
  const lineEnd = tail.indexOf('\n');
  return lineEnd === -1 ? tail : tail.slice(lineEnd + 1);
}
