// Shows in `main` what the extension sends, keeps what is open and focused, and tells of buttons and lists.
// Knows nothing of what it shows.
/* global acquireVsCodeApi, document, window */

// A channel to the extension, unlike a window's: there is no origin to name.
const { postMessage: tell } = acquireVsCodeApi();
const main = document.querySelector('main');

window.addEventListener('message', ({ data }) => {
  const openIds = [...main.querySelectorAll('details[open][id]')].map(({ id }) => id);
  const focusedId = document.activeElement?.id ?? '';
  main.innerHTML = data.html;
  for (const id of openIds) document.getElementById(id)?.setAttribute('open', '');
  // What is new stands at the end of a long text.
  for (const block of main.querySelectorAll('pre[data-from-end]')) block.scrollTop = block.scrollHeight;
  if (focusedId !== '') document.getElementById(focusedId)?.focus({ preventScroll: true });
});
main.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-action]');
  if (button !== null) tell({ kind: 'action', action: button.dataset.action, value: button.value });
});
main.addEventListener('change', ({ target }) => {
  if (target.matches('select[data-action]'))
    tell({ kind: 'action', action: target.dataset.action, value: target.value });
});
tell({ kind: 'ready' });
