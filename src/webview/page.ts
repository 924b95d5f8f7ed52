// The frame of a page in a webview: strict policy, language, theme. Pure.
// Must not know webviews. Nothing is loaded but the page's own script and style, and nothing runs but that script.

export interface PageFrame {
  readonly language: string;
  readonly title: string;
  /** Fresh for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
}

/** `main` is empty: the script fills it with what the extension sends. */
export function pageHtml({ language, title, nonce, scriptUri, styleUris }: PageFrame): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}';`;
  const styles = styleUris.map(
    (uri) => `<link rel="stylesheet" nonce="${escapeHtml(nonce)}" href="${escapeHtml(uri)}">`,
  );
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.join('\n')}
<title>${escapeHtml(title)}</title>
</head>
<body>
<main></main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for values of attributes in quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
