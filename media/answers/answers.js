// Shows a conversation in its webview and tells of buttons. Knows no models: it gets finished HTML.
/* global acquireVsCodeApi, document, window */

/**
 * @typedef {object} ShownTurn
 * @property {string} question
 * @property {string} answerHtml
 * @property {string} markdown
 * @property {'answering' | 'complete' | 'stopped' | 'failed'} state
 * @property {string} note
 */

// A channel to the extension, unlike a window's: there is no origin to name.
const { postMessage: tell } = acquireVsCodeApi();
const texts = JSON.parse(document.body.dataset.texts);
const main = document.getElementById('turns');
const status = document.getElementById('status');
const form = document.getElementById('ask');
const question = document.getElementById('question');
const stop = document.getElementById('stop');
const talks = document.getElementById('talks');
const attach = document.getElementById('attach');
/** Close enough to the end to go on following it. */
const followPixels = 40;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (text === '' || main.getAttribute('aria-busy') === 'true') return;
  question.value = '';
  tell({ kind: 'ask', text });
});
stop.addEventListener('click', () => tell({ kind: 'stop' }));
attach.addEventListener('click', () => tell({ kind: 'attach' }));
talks.addEventListener('change', () => tell({ kind: 'open', index: Number(talks.value) }));
question.addEventListener('input', (event) => {
  if (event.data === '#' && /(?:^|\s)#$/.test(question.value)) tell({ kind: 'attach' });
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !stop.hidden) tell({ kind: 'stop' });
});

window.addEventListener('message', ({ data }) => {
  if (data.kind === 'begin') main.replaceChildren();
  if (data.kind === 'begin' || data.kind === 'talks') listTalks(data.titles, data.current);
  if (data.kind === 'attached') nameAttached(data.name);
  if (data.kind === 'turn') showTurn(data.index, data.turn);
});
tell({ kind: 'ready' });

/** @param {readonly string[]} titles @param {number} current */
function listTalks(titles, current) {
  const options = titles.map((title, index) => new Option(title, String(index), false, index === current));
  talks.replaceChildren(...options.toReversed());
  talks.hidden = titles.length < 2;
}

/** @param {string} name what is read along, in the place of the mark that asked for it */
function nameAttached(name) {
  const text = question.value.replace(/(?:^|(\s))#$/, '$1');
  question.value = `${text}${text === '' || text.endsWith(' ') ? '' : ' '}#${name} `;
  question.focus();
}

/** @param {number} index @param {ShownTurn} turn */
function showTurn(index, turn) {
  const page = document.scrollingElement;
  const isFollowing = page.scrollHeight - page.scrollTop - window.innerHeight < followPixels;
  const section = main.children[index] ?? main.appendChild(document.createElement('section'));
  const heading = document.createElement('h2');
  heading.textContent = turn.question;
  const answer = document.createElement('div');
  answer.innerHTML = turn.answerHtml;
  for (const block of answer.querySelectorAll('pre')) block.append(codeButtons(block.textContent));
  const note = document.createElement('p');
  note.className = 'note';
  note.textContent = turn.note;
  const isAnswering = turn.state === 'answering';
  section.replaceChildren(heading, answer, ...(turn.note === '' ? [] : [note]));
  if (!isAnswering && turn.markdown !== '') section.append(copyButton(texts.copyAnswer, turn.markdown));
  section.classList.toggle('answering', isAnswering);
  main.setAttribute('aria-busy', String(isAnswering));
  stop.hidden = !isAnswering;
  // Read out at the beginning and at the end, not at every word.
  const said = isAnswering ? texts.answering : turn.note || texts.complete;
  if (status.textContent !== said) status.textContent = said;
  if (isFollowing) page.scrollTop = page.scrollHeight;
}

/** @param {string} code */
function codeButtons(code) {
  const buttons = document.createElement('div');
  buttons.className = 'buttons';
  const use = (/** @type {string} */ title, /** @type {string} */ kind) => {
    const button = document.createElement('button');
    button.className = 'copy';
    button.textContent = title;
    button.addEventListener('click', () => tell({ kind, text: code }));
    return button;
  };
  buttons.append(copyButton(texts.copy, code), use(texts.insert, 'insert'), use(texts.apply, 'apply'));
  return buttons;
}

/** @param {string} title @param {string} text */
function copyButton(title, text) {
  const button = document.createElement('button');
  button.className = 'copy';
  button.textContent = title;
  button.addEventListener('click', () => {
    tell({ kind: 'copy', text });
    button.textContent = texts.copied;
  });
  return button;
}
