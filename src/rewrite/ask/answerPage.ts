// The page that shows a conversation: its frame and its messages' HTML. Pure; strings come translated from the caller.
// Must not know webviews. Whatever a model writes stays text: no HTML of its own, nothing loaded.
import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../../webview/page.ts';
import type { CodePiece } from './codeColours.ts';
import type { Turn } from './conversation.ts';

/** Code of a block as its pieces; the language is what stands behind the fence. */
export type ShowCode = (code: string, language: string) => readonly CodePiece[];

const showPlain: ShowCode = (code) => [{ text: code, kind: 'plain' }];

function rendered(answer: string, showCode: ShowCode): string {
  const markdown = new MarkdownIt({
    html: false,
    linkify: false,
    highlight: (code, language) => showCode(code, language).map(pieceHtml).join(''),
  });
  markdown.validateLink = (url) => /^https?:/i.test(url);
  return markdown.render(answer);
}

function pieceHtml({ text, kind }: CodePiece): string {
  return kind === 'plain' ? escapeHtml(text) : `<span class="${kind}">${escapeHtml(text)}</span>`;
}

/** One turn as the page gets it. */
export interface ShownTurn {
  readonly question: string;
  readonly answerHtml: string;
  /** As the model wrote it, to copy. */
  readonly markdown: string;
  readonly state: Turn['state'];
  readonly note: string;
}

export function shownTurn({ question, answer, state, note }: Turn, showCode = showPlain): ShownTurn {
  return { question, answerHtml: rendered(answer, showCode), markdown: answer, state, note };
}

export interface PageParts {
  readonly language: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** What the webview calls its own resources in a content security policy. */
  readonly cspSource: string;
  /** New for each page: no script runs but the one that has it. */
  readonly nonce: string;
  readonly texts: {
    readonly heading: string;
    readonly stop: string;
    readonly ask: string;
    readonly followUp: string;
    readonly copy: string;
    readonly copyAnswer: string;
    readonly copied: string;
    readonly answering: string;
    readonly complete: string;
    readonly insert: string;
    readonly apply: string;
    readonly conversations: string;
    readonly attach: string;
  };
}

export function answerPage({ language, scriptUri, styleUri, cspSource, nonce, texts }: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}';`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
<title>Hearth</title>
</head>
<body data-texts="${escapeHtml(JSON.stringify(texts))}">
<h1>${escapeHtml(texts.heading)}</h1>
<select id="talks" aria-label="${escapeHtml(texts.conversations)}" hidden></select>
<main id="turns"></main>
<div id="status" role="status"></div>
<form id="ask">
<input id="question" aria-label="${escapeHtml(texts.followUp)}" placeholder="${escapeHtml(texts.followUp)}">
<button type="button" id="attach" title="${escapeHtml(texts.attach)}" aria-label="${escapeHtml(texts.attach)}">#</button>
<button type="submit">${escapeHtml(texts.ask)}</button>
<button type="button" id="stop">${escapeHtml(texts.stop)}</button>
</form>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>`;
}
