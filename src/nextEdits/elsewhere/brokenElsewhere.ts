// Which places of another document broke when a name was changed at its declaration, or a parameter went: a language
// server reports them there. Pure. Must not know which documents there are.
import type { TextRange } from '../../base/ranges.ts';
import { callRests } from '../calls/brokenCalls.ts';
import type { ChangedParameter } from '../calls/changedParameter.ts';
import type { Rule, Site } from '../rules/rule.ts';
import { renameSites } from '../sites/renameSites.ts';
import type { SearchedText } from '../sites/searchedText.ts';

export type Rename = Rule & { readonly kind: 'rename' };

/** What was changed where it is declared. */
export type ChangedDeclaration =
  | { readonly kind: 'renamed'; readonly rule: Rename }
  | { readonly kind: 'parameterGone'; readonly parameter: ChangedParameter };

const memberSign = /(?:\.|->|::)\s*$/;
/** What a module gives to others keeps its name until somebody says otherwise. */
const passesOn = 'export_specifier';

/** In the order of the text. @param errors what a server reports of that document */
export function brokenElsewhere(
  searched: SearchedText,
  changed: ChangedDeclaration,
  errors: readonly TextRange[],
): readonly Site[] {
  if (changed.kind === 'renamed') return renamedElsewhere(searched, changed.rule, errors);
  return callRests(searched, changed.parameter, errors).map((range) => ({ ...range, newText: '' }));
}

/**
 * A member is reported wherever it is used. A name is reported where it is imported, and everything that uses the import
 * means the same.
 */
function renamedElsewhere(
  searched: SearchedText,
  rule: Rename,
  errors: readonly TextRange[],
): readonly Site[] {
  const { text, factsOf } = searched;
  const passed = (range: TextRange) => factsOf(range)?.parentType === passesOn;
  const reported = errors.filter(({ startOffset, endOffset }) => {
    const facts = factsOf({ startOffset, endOffset });
    return text.slice(startOffset, endOffset) === rule.oldName && facts?.kind === 'code';
  });
  if (reported.some(passed)) return [];
  const imported = reported.find(({ startOffset }) => !memberSign.test(text.slice(0, startOffset)));
  if (imported === undefined || rule.declaration === 'member')
    return reported.map((range) => ({ ...range, newText: rule.newName }));
  const own = { ...searched, usesOf: () => undefined };
  const sites = renameSites(own, { ...rule, scope: undefined, declaredAt: imported });
  return sites.some(passed) ? [] : sites;
}
