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
    return `${heading}<p>${safe(t('The model has not answered in any open document yet. Type something, then open this again.'))}</p>`;
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
    const label = t('{0}: “{1}”, {2}', index + 1, name === '' ? t('nothing') : name, originWords(run, t));
    return `<option value="${index}"${index === chosen ? ' selected' : ''}>${safe(label)}</option>`;
  });
  const label = safe(t('Answer, newest first'));
  return `<p><label for="run">${label}</label> <select id="run" data-action="choose">${options.join('')}</select></p>`;
}

function originWords({ purpose, isManual }: ExplainedRun, t: Translate): string {
  if (purpose !== 'keystroke') return t('computed ahead');
  return isManual ? t('triggered manually') : t('for a key');
}

function answerSection({ answer, forcedText, finishReason }: ExplainedRun, t: Translate): string {
  const taken =
    forcedText === ''
      ? ''
      : `<p class="note">${safe(t('The end of what you typed was taken back so that the model could choose how to continue: the answer had to begin with “{0}”.', visible(forcedText)))}</p>`;
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
  const heads = [t('token'), t('probability'), t('runner-up'), t('probability')];
  return [
    `<h2>${safe(t('What it wrote'))}</h2>`,
    taken,
    `<pre tabindex="0" aria-label="${safe(t('The answer, token by token'))}">${answer.map((piece) => chosenToken(piece, t)).join('')}</pre>`,
    legend(t),
    `<p class="note">${safe(finishWords(finishReason, t))}</p>`,
    `<details id="tokens"><summary id="tokens-summary">${safe(t('As a table'))}</summary><table><thead><tr>${heads.map((head, column) => `<th scope="col"${column % 2 === 1 ? ' class="number"' : ''}>${safe(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></details>`,
  ].join('\n');
}

function chosenToken({ text: token, probability, runnerUp }: ChosenPiece, t: Translate): string {
  const next =
    runnerUp === undefined
      ? ''
      : `; ${t('runner-up {0} with {1}', `“${visible(runnerUp.text)}”`, percent(runnerUp.odds * probability))}`;
  const title = `${percent(probability)}${next}`;
  return `<span class="token ${shadeOf(probability)}" title="${safe(title)}">${safe(token)}</span>`;
}

function legend(t: Translate): string {
  const bounds = [0, ...shades];
  const items = bounds.map((from, index) => {
    const to = bounds[index + 1];
    const label = to === undefined ? t('{0} or more', percent(from)) : t('below {0}', percent(to));
    return `<li><span class="token ${shadeOf(from)}">&nbsp;${safe(label)}&nbsp;</span></li>`;
  });
  return `<ul class="legend" aria-label="${safe(t('How sure the model was of a token'))}">${items.join('')}</ul>`;
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
    endOfLine: t('It ended with the line.'),
    endOfBlock: t('It ended with the block.'),
    endOfStatement: t('It ended with the statement.'),
    maxLines: t('It ended because it had as many lines as were asked for.'),
    maxTokens: t('It ended because it had as many tokens as were asked for.'),
    endOfText: t('It ended because the model was done.'),
    stopText: t('It ended at text that ends every answer.'),
    repetition: t('It ended because it began to repeat itself.'),
    contextFull: t('It ended because the context was full.'),
    unsure: t('It ended where it had become too unsure to be shown.'),
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
