// Which value a switch writes, so that turning something off and on again leaves nothing behind. Pure.
// Must not know where values are kept.

/** A setting's values by where they stand; undefined where nothing is said. */
export interface StatedValues<Value> {
  readonly defaultValue?: Value | undefined;
  readonly globalValue?: Value | undefined;
  readonly workspaceValue?: Value | undefined;
  readonly defaultLanguageValue?: Value | undefined;
  readonly globalLanguageValue?: Value | undefined;
  readonly workspaceLanguageValue?: Value | undefined;
}

export interface Writing<Value> {
  readonly target: 'user' | 'workspace';
  /** Undefined takes away what stands there. */
  readonly value: Value | undefined;
}

/** For one language: what holds for all of them need not be said again. */
export function languageWriting<Value>(stated: StatedValues<Value>, wanted: Value): Writing<Value> {
  const general = stated.workspaceValue ?? stated.globalValue ?? stated.defaultValue;
  if (stated.workspaceLanguageValue !== undefined) {
    const below = stated.globalLanguageValue ?? stated.defaultLanguageValue ?? general;
    return { target: 'workspace', value: below === wanted ? undefined : wanted };
  }
  const below = stated.defaultLanguageValue ?? general;
  return { target: 'user', value: below === wanted ? undefined : wanted };
}

/** For all languages. A workspace's own value would win over the user's, so it is the one that is changed. */
export function generalWriting<Value>(stated: StatedValues<Value>, wanted: Value): Writing<Value> {
  if (stated.workspaceValue !== undefined) {
    const below = stated.globalValue ?? stated.defaultValue;
    return { target: 'workspace', value: below === wanted ? undefined : wanted };
  }
  return { target: 'user', value: stated.defaultValue === wanted ? undefined : wanted };
}
