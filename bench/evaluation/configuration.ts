// What an evaluation varies, as one value with a name. Pure.
// Must not know how a case is answered.
import { defaultNameBelief, type NameBelief } from '../../engine/decoding/nameGuide.ts';
import { defaultLayoutRules, type LayoutRules } from '../../engine/prompt/layout.ts';

export interface Configuration {
  readonly name: string;
  /** `plainPsm` is what local peers send: everything up to the cursor as the prefix, no healing. */
  readonly layout: 'anchored' | 'plainPsm' | 'leftContext';
  readonly rules: LayoutRules;
  /** `tail` takes the last whole lines that fit, without syntax. */
  readonly window: 'scopes' | 'tail';
  readonly beforeCharacters: number;
  readonly afterCharacters: number;
  /** What is put before the window, outside its budget. */
  readonly head: 'none' | 'path';
  /** Code whose n-grams are mixed in: none, the file itself, or also the files around it. */
  readonly reference: 'none' | 'own' | 'around';
  /** Text that the answer must begin with: `identifier` is the rest of a cut one, as a suggestion list would have it. */
  readonly forced: 'none' | 'identifier';
  /** Other answers that are judged by the text that follows. */
  readonly judgedAlternatives: number;
  /** Names of TypeScript's own server that the engine is told of: none, members behind a dot, or all. */
  readonly serverFacts: 'none' | 'members' | 'names';
  readonly belief: NameBelief;
}

/** The layout as it first landed; every later figure is compared with it. */
const landed: Configuration = {
  name: 'landed',
  layout: 'anchored',
  rules: {
    anchorLines: 16,
    maxLinesSinceAnchor: 40,
    idleLinesSinceAnchor: 28,
    maxAfterCharacters: 600,
    healing: 'token',
  },
  window: 'scopes',
  beforeCharacters: 1800,
  afterCharacters: 600,
  head: 'none',
  reference: 'none',
  forced: 'none',
  judgedAlternatives: 0,
  serverFacts: 'none',
  belief: defaultNameBelief,
};

const named: Readonly<Record<string, Configuration>> = {
  landed,
  shipped: {
    ...landed,
    name: 'shipped',
    rules: defaultLayoutRules,
    reference: 'around',
    beforeCharacters: 3600,
  },
  psm: { ...landed, name: 'psm', layout: 'plainPsm', window: 'tail' },
};

/**
 * `landed`, or a variation of a named one such as `landed,anchorLines=4,window=tail`.
 * @throws Error naming what is unknown.
 */
export function parseConfiguration(text: string): Configuration {
  const [base = '', ...changes] = text.split(',');
  const start = named[base];
  if (start === undefined)
    throw new Error(`There is no configuration "${base}": ${Object.keys(named).join(', ')}.`);
  return changes.reduce((configuration, change) => withChange(configuration, change), {
    ...start,
    name: text,
  });
}

function withChange(configuration: Configuration, change: string): Configuration {
  const [key = '', written = ''] = change.split('=');
  const { rules, belief } = configuration;
  const flat: Readonly<Record<string, unknown>> = { ...configuration, ...rules, ...belief };
  const old = flat[key];
  if (old === undefined) throw new Error(`There is nothing called "${key}" in a configuration.`);
  const changed = { [key]: typeof old === 'number' ? Number(written) : written };
  if (key in rules) return { ...configuration, rules: { ...rules, ...changed } };
  if (key in belief) return { ...configuration, belief: { ...belief, ...changed } };
  return { ...configuration, ...changed };
}
