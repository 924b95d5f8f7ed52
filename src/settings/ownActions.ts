// Rewrites of the user's own, as they stand in the settings. Pure. Must not know how they are offered.

export interface OwnAction {
  readonly name: string;
  readonly instruction: string;
  /** Ids of languages; undefined for all. */
  readonly languages: readonly string[] | undefined;
}

/** Those that are whole; the others are named in `problems`, in words for the log. */
export function readOwnActions(raw: unknown): {
  readonly actions: readonly OwnAction[];
  readonly problems: readonly string[];
} {
  if (raw === undefined) return { actions: [], problems: [] };
  if (!Array.isArray(raw)) return { actions: [], problems: [unusable(raw)] };
  const entries: readonly unknown[] = raw;
  const actions = entries.map(ownAction);
  return {
    actions: actions.filter((action) => action !== undefined),
    problems: entries.filter((_, index) => actions[index] === undefined).map(unusable),
  };
}

function ownAction(entry: unknown): OwnAction | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, instruction, languages } = entry as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof instruction !== 'string') return undefined;
  if (name.trim() === '' || instruction.trim() === '') return undefined;
  if (languages === undefined) return { name, instruction, languages: undefined };
  const isList = Array.isArray(languages) && languages.every((id) => typeof id === 'string');
  return isList ? { name, instruction, languages } : undefined;
}

function unusable(entry: unknown): string {
  return `hearth setting "actions": ${JSON.stringify(entry)} is no action with a name and an instruction; it is left out.`;
}
