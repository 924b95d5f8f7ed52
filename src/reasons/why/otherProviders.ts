// Which other extensions are known to suggest inline, so that one of them may answer first. Pure.
// No API tells what an extension registered: it is a list of names, and what is not in it is not known.

export interface InstalledExtension {
  readonly id: string;
  readonly displayName: string;
  readonly isActive: boolean;
}

/** Ids as the marketplaces have them, in small letters. */
const inlineSuggesters: ReadonlySet<string> = new Set([
  'amazonwebservices.amazon-q-vscode',
  'augment.vscode-augment',
  'blackboxapp.blackbox',
  'codeium.codeium',
  'continue.continue',
  'fittentech.fitten-code',
  'ggml-org.llama-vscode',
  'github.copilot',
  'github.copilot-chat',
  'gitlab.gitlab-workflow',
  'google.geminicodeassist',
  'huggingface.huggingface-vscode',
  'refact-ai.refact',
  'rjmacarthy.twinny',
  'sourcegraph.cody-ai',
  'sourcery.sourcery',
  'supermaven.supermaven',
  'tabbyml.vscode-tabby',
  'tabnine.tabnine-vscode',
  'visualstudioexptteam.vscodeintellicode',
]);

export function otherSuggesters(installed: readonly InstalledExtension[]): readonly InstalledExtension[] {
  return installed.filter(({ id }) => inlineSuggesters.has(id.toLowerCase()));
}
