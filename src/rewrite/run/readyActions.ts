// The rewrites that are offered ready to pick: what they are called, what the model is told, for which languages.
// Pure. Must not know how they are picked.
import type { Translate } from '../../base/translation.ts';
import type { OwnAction } from '../../settings/ownActions.ts';
import { hasDocStyle } from '../frame/docForm.ts';
import { hasTypeStyle } from '../frame/typesForm.ts';

export interface ReadyAction {
  readonly label: string;
  /** In English whatever the editor's language: a small model knows that best. */
  readonly instruction: string;
  /** Of VS Code's own icons. */
  readonly icon: string;
}

interface BuiltInAction extends ReadyAction {
  readonly isFor: (languageId: string) => boolean;
}

const data =
  /^(?:jsonc?|yaml|toml|ini|properties|xml|csv|plaintext|markdown|restructuredtext|diff|log|dotenv)$/;
const styles = /^(?:css|scss|less)$/;
const isText = (id: string) => /^(?:markdown|plaintext|restructuredtext|latex)$/.test(id);
const hasStatements = (id: string) => !data.test(id) && !styles.test(id) && id !== 'html';
const hasComments = (id: string) => !/^(?:json|plaintext|csv|markdown)$/.test(id);
const hasAsync = (id: string) => /^(?:javascript|typescript)(?:react)?$|^python$|^(?:vue|svelte)$/.test(id);

/** Those that make sense in a language, the user's own last. */
export function readyActions(
  t: Translate,
  languageId: string,
  own: readonly OwnAction[],
): readonly ReadyAction[] {
  const builtIn = builtInActions(t).filter(({ isFor }) => isFor(languageId));
  const added = own.filter(({ languages }) => languages?.includes(languageId) ?? true);
  return [
    ...builtIn.map(({ label, instruction, icon }) => ({ label, instruction, icon })),
    ...added.map(({ name, instruction }) => ({ label: name, instruction, icon: 'account' })),
  ];
}

function builtInActions(t: Translate): readonly BuiltInAction[] {
  return [
    {
      label: t('Fix'),
      icon: 'wrench',
      instruction: 'Find the bug in this code and fix it.',
      isFor: (id) => !isText(id),
    },
    {
      label: t('Correct the Language'),
      icon: 'whole-word',
      instruction: 'Correct the spelling and grammar, and change nothing else.',
      isFor: isText,
    },
    {
      label: t('Add Types'),
      icon: 'symbol-interface',
      instruction: 'Add type annotations to the parameters and the return value.',
      isFor: hasTypeStyle,
    },
    {
      label: t('Add Doc Comment'),
      icon: 'comment',
      instruction:
        'Add a documentation comment above it that says what it does, its parameters and its result.',
      isFor: hasDocStyle,
    },
    {
      label: t('Simplify'),
      icon: 'fold',
      instruction: 'Make this code simpler and shorter without changing what it does.',
      isFor: (id) => hasStatements(id) || styles.test(id),
    },
    {
      label: t('Rename for Clarity'),
      icon: 'symbol-variable',
      instruction: 'Give the variables clear, descriptive names.',
      isFor: hasStatements,
    },
    {
      label: t('Convert to Async'),
      icon: 'watch',
      instruction: 'Convert this code to async/await.',
      isFor: hasAsync,
    },
    {
      label: t('Translate Comments to English'),
      icon: 'globe',
      instruction: 'Translate all comments to English.',
      isFor: hasComments,
    },
    {
      label: t('Handle Errors'),
      icon: 'shield',
      instruction: 'Add error handling: check the inputs and handle what can fail.',
      isFor: hasStatements,
    },
    {
      label: t('Write a Test'),
      icon: 'beaker',
      instruction: 'Keep this code as it is and add a short test for it below.',
      isFor: hasStatements,
    },
  ];
}
