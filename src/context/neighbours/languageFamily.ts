// Which languages' code is of use to each other. Knows nothing of VS Code or of where files come from.

/** Languages whose code is of use to each other: a TypeScript file may import a JavaScript one. */
export function languageFamily(languageId: string): string {
  return families[languageId] ?? languageId;
}

const families: Readonly<Partial<Record<string, string>>> = {
  typescript: 'ecmaScript',
  typescriptreact: 'ecmaScript',
  javascript: 'ecmaScript',
  javascriptreact: 'ecmaScript',
  c: 'cFamily',
  cpp: 'cFamily',
};
