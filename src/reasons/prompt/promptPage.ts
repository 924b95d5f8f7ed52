// The page that shows what the model saw and what it chose, token by token. Pure; strings come translated from the
// caller. Must not know webviews or the engine. Every text is escaped.
import type { ChosenPiece, ExplainedRun, PromptPiece } from '../../../engine/protocol/explainProtocol.ts';
import type { Translate } from '../../base/translation.ts';
import { escapeHtml } from '../../webview/page.ts';

/** Below each of these a token is shaded more; the surest not at all. */
const shades = [0.25, 0.5, 0.75, 0.9, 0.98] as const;

/** The run that what was shown last came from: the newest whose answer holds its first line, or the newest for a key. */
export function chooseRun(runs: readonly ExplainedRun[], lastShown: string | undefined): number {
  const wanted = lastShown?.trim().split('\n')[0] ?? '';
  const made =
    wanted === '' ? -1 : runs.findIndex(({ text, forcedText }) => (forcedText + text).includes(wanted));
  if (made !== -1) return made;
  return Math.max(
    0,
    runs.findIndex(({ purpose }) => purpose === 'keystroke'),
  );
}

export function promptHtml(runs: readonly ExplainedRun[], chosen: number, t: Translate): string {
  const heading = `<h1>${safe(t('Hearth: Prompt'))}</h1>`;
  const run = runs[chosen];
  if (run === undefined) {
    return `${heading}<p>${safe(t('The model has answered nothing yet in a document that is open. Type, and open this again.'))}</p>`;
  }
  return [
    heading,
    `<p class="note">${safe(t('Exactly what the model saw and wrote, from the engine on this machine.'))}</p>`,
    chooser(runs, chosen, t),
    answerSection(run, t),
    promptSection(run, t),
  ].join('\n');
}

function chooser(runs: readonly ExplainedRun[], chosen: number, t: Translate): string {
  const options = runs.map((run, index) => {
    const name = run.text.trim().split('\n')[0] ?? '';
    const purpose = run.purpose === 'keystroke' ? t('for a key') : t('computed ahead');
    const label = t('{0}: “{1}”, {2}', index + 1, name === '' ? t('nothing') : name, purpose);
    return `<option value="${index}"${index === chosen ? ' selected' : ''}>${safe(label)}</option>`;
  });
  const label = safe(t('Answer, newest first'));
  return `<p><label for="run">${label}</label> <select id="run" data-action="choose">${options.join('')}</select></p>`;
}

function answerSection({ answer, forcedText, finishReason }: ExplainedRun, t: Translate): string {
  const taken =
    forcedText === ''
      ? ''
      : `<p class="note">${safe(t('The end of what you typed was taken back, so that the model may choose how it goes on: the answer had to begin with “{0}”.', visible(forcedText)))}</p>`;
  const rows = answer.map((piece) => {
    const { runnerUp } = piece;
    const cells = [
      visible(piece.text),
      percent(piece.probability),
      runnerUp === undefined ? '–' : visible(runnerUp.text),
      runnerUp === undefined ? '–' : percent(runnerUp.odds * piece.probability),
    ];
    return `<tr>${cells.map((cell, column) => `<td${column % 2 === 1 ? ' class="number"' : ''}>${safe(cell)}</td>`).join('')}</tr>`;
  });
  const heads = [t('token'), t('probability'), t('next likeliest'), t('probability')];
  return [
    `<h2>${safe(t('What it wrote'))}</h2>`,
    taken,
    `<pre tabindex="0" aria-label="${safe(t('The answer, token by token'))}">${answer.map((piece) => chosenToken(piece, t)).join('')}</pre>`,
    legend(t),
    `<p class="note">${safe(t('It ended because of: {0}.', finishWords(finishReason, t)))}</p>`,
    `<details id="tokens"><summary id="tokens-summary">${safe(t('As a table'))}</summary><table><thead><tr>${heads.map((head, column) => `<th scope="col"${column % 2 === 1 ? ' class="number"' : ''}>${safe(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></details>`,
  ].join('\n');
}

function chosenToken({ text: token, probability, runnerUp }: ChosenPiece, t: Translate): string {
  const next =
    runnerUp === undefined
      ? ''
      : `; ${t('next likeliest {0} with {1}', `“${visible(runnerUp.text)}”`, percent(runnerUp.odds * probability))}`;
  const title = `${percent(probability)}${next}`;
  return `<span class="token ${shadeOf(probability)}" title="${safe(title)}">${safe(token)}</span>`;
}

function legend(t: Translate): string {
  const bounds = [0, ...shades];
  const items = bounds.map((from, index) => {
    const to = bounds[index + 1];
    const label = to === undefined ? t('surer') : t('below {0}', percent(to));
    return `<li><span class="token ${shadeOf(from)}">&nbsp;${safe(label)}&nbsp;</span></li>`;
  });
  return `<ul class="legend" aria-label="${safe(t('How sure it was of a token'))}">${items.join('')}</ul>`;
}

function shadeOf(probability: number): string {
  const shade = shades.findIndex((bound) => probability < bound);
  return shade === -1 ? 'sure' : `odds${shade}`;
}

function promptSection({ prompt, reused, isNear }: ExplainedRun, t: Translate): string {
  const counted = t(
    '{0} tokens: {1} from the cache, {2} evaluated for this answer.',
    prompt.length,
    reused,
    prompt.length - reused,
  );
  const near = isNear
    ? `<p class="note">${safe(t('Only the near part of the document: the whole one would have taken too long to evaluate.'))}</p>`
    : '';
  return [
    `<h2>${safe(t('What it saw'))}</h2>`,
    `<p>${safe(counted)}</p>`,
    near,
    `<ul class="legend"><li><span class="cached">${safe(t('from the cache'))}</span></li><li><span class="evaluated">${safe(t('evaluated'))}</span></li><li><span class="control">${safe(t('control token'))}</span></li></ul>`,
    `<pre tabindex="0" data-from-end aria-label="${safe(t('The prompt, token by token'))}">${prompt.map((piece, index) => promptToken(piece, index < reused)).join('')}</pre>`,
  ].join('\n');
}

function promptToken({ text: token, isControl }: PromptPiece, isCached: boolean): string {
  const state = isCached ? 'cached' : 'evaluated';
  return `<span class="${state} ${isControl ? 'control' : 'boundary'}">${safe(token)}</span>`;
}

function finishWords(reason: ExplainedRun['finishReason'], t: Translate): string {
  const words: Readonly<Record<ExplainedRun['finishReason'], string>> = {
    endOfLine: t('the end of the line'),
    endOfBlock: t('the end of the block'),
    maxLines: t('the most lines that were asked for'),
    maxTokens: t('the most tokens that were asked for'),
    endOfText: t('the model said that it was done'),
    stopText: t('a text that ends every answer'),
    repetition: t('it began to repeat itself'),
    contextFull: t('no room was left in the context'),
  };
  return words[reason];
}

/** Space that would not be seen. */
function visible(token: string): string {
  return token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '·');
}

function percent(probability: number): string {
  return `${(100 * probability).toFixed(probability < 0.1 ? 1 : 0)} %`;
}

function safe(value: string): string {
  return escapeHtml(value);
}
