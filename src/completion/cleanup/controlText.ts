// Cuts a suggestion where the model wrote out control tokens, its own or another family's. Pure.

const controlText = new RegExp(
  [
    '<\\|(?:fim_\\w+|file_sep|file_separator|repo_name|im_start|im_end|im_sep|endoftext|end_of_text)\\|?>?',
    '<\\|(?:start_header_id|end_header_id|eot_id|assistant|user|system|cursor|end)\\|>',
    '<(?:fim_prefix|fim_suffix|fim_middle|fim_pad|fim-prefix|fim-suffix|fim-middle|file_sep|reponame|filename)>',
    '<｜[^｜\\n]{1,30}｜>',
    '</?tool_call>|\\[/?INST\\]|<(?:EOT|PRE|SUF|MID|END)>',
    // The last ones of a text are often cut in the middle.
    '<\\|[a-z_]{0,20}$',
  ].join('|'),
);

export function cutControlText(text: string): string {
  const at = text.search(controlText);
  return at === -1 ? text : text.slice(0, at);
}
