// Cuts a suggestion where the model wrote out its own control tokens. Pure.
import type { CleanSuggestion } from '../postprocess.ts';

/** Control tokens written out as text: models quote their own format now and then. */
const controlText =
  /<\|(?:fim_\w+|file_sep|repo_name|im_start|im_end|endoftext|end_of_text)\|?>?|<\/?tool_call>/;

export function cutControlText(suggestion: CleanSuggestion): CleanSuggestion {
  const at = suggestion.text.search(controlText);
  return at === -1 ? suggestion : { ...suggestion, text: suggestion.text.slice(0, at) };
}
