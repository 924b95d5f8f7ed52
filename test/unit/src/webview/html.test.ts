// Data never becomes markup.
import assert from 'node:assert/strict';
import { html } from '../../../../src/webview/html.ts';

describe('html', () => {
  it('makes text of what is put into it', () => {
    const name = `<img src=x onerror="alert('1')">&`;
    assert.equal(
      html`<b title="${name}">${name}</b>`.html,
      '<b title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</b>',
    );
  });

  it('takes HTML and lists of it as they are', () => {
    const rows = [1, 2].map((row) => html`<i>${row}</i>`);
    assert.equal(html`${html`<p></p>`}${rows}`.html, '<p></p><i>1</i><i>2</i>');
  });
});
