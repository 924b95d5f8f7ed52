// The rewrites that are offered ready to pick: what they are called and what the model is told. Pure.
// Must not know how they are picked.
import type { Translate } from '../../base/translation.ts';

export interface ReadyAction {
  readonly label: string;
  /** In English whatever the editor's language: a small model knows that best. */
  readonly instruction: string;
}

export function readyActions(t: Translate): readonly ReadyAction[] {
  return [
    { label: t('Fix'), instruction: 'Find the bug in this code and fix it.' },
    { label: t('Add Types'), instruction: 'Add type annotations to the parameters and the return value.' },
    {
      label: t('Add Doc Comment'),
      instruction:
        'Add a documentation comment above it that says what it does, its parameters and its result.',
    },
    {
      label: t('Simplify'),
      instruction: 'Make this code simpler and shorter without changing what it does.',
    },
    { label: t('Rename for Clarity'), instruction: 'Give the variables clear, descriptive names.' },
    { label: t('Convert to Async'), instruction: 'Convert this code to async/await.' },
    { label: t('Translate Comments to English'), instruction: 'Translate all comments to English.' },
    {
      label: t('Handle Errors'),
      instruction: 'Add error handling: check the inputs and handle what can fail.',
    },
    {
      label: t('Write a Test'),
      instruction: 'Keep this code as it is and add a short test for it below.',
    },
  ];
}
