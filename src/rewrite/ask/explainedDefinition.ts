// What of a selection an explanation has to name, by its syntax. Must not know how it is asked for.
import type { CodePlace } from '../asking/prompt.ts';
import type { ExplainedDefinition } from '../asking/questionPrompts.ts';
import { selectedCode } from '../asking/rewritePrompt.ts';
import { codeFacts } from '../frame/readCode.ts';
import type { SyntaxSource } from '../run/activePlace.ts';

/** Undefined where the selection is no single definition. */
export function explainedIn(
  { languageId, before, selection }: CodePlace,
  syntax: Pick<SyntaxSource, 'grammarOf'>,
): ExplainedDefinition | undefined {
  const facts = codeFacts(selectedCode(before, selection), syntax.grammarOf(languageId));
  const only = facts?.only;
  if (facts === undefined || only?.name === undefined || languageId === 'css') return undefined;
  const { name, parameters, returnsValue, kind, guards } = only;
  const named = parameters.flatMap((parameter) => (parameter.isReceiver ? [] : (parameter.name ?? [])));
  const members = kind === 'class' ? facts.definitions.filter(({ depth }) => depth === 1) : [];
  return {
    name,
    parameters: named,
    returnsValue: kind === 'function' && returnsValue,
    guards,
    members: members.flatMap((member) => member.name ?? []),
  };
}
