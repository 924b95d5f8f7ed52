// What people call a language: the first name that an extension declares for its id. Pure.
// Must not know the editor; what extensions declare is given.

/** Of an extension's manifest, as far as it is needed. */
export interface LanguageManifest {
  readonly contributes?: {
    readonly languages?: readonly { readonly id?: unknown; readonly aliases?: unknown }[];
  };
}

/** The id where nobody declares a name. */
export function languageName(languageId: string, manifests: readonly LanguageManifest[]): string {
  for (const { contributes } of manifests) {
    const languages: unknown = contributes?.languages;
    if (!Array.isArray(languages)) continue;
    for (const { id, aliases } of languages as readonly { id?: unknown; aliases?: unknown }[]) {
      const name: unknown = Array.isArray(aliases) ? aliases[0] : undefined;
      if (id === languageId && typeof name === 'string' && name !== '') return name;
    }
  }
  return languageId;
}
