// The frame of a page in a webview.
import assert from 'node:assert/strict';
import { escapeHtml, pageHtml } from '../../../../src/webview/page.ts';

describe('pageHtml', () => {
  const html = pageHtml({
    language: 'de',
    title: 'A <title>',
    nonce: 'abc+/=',
    scriptUri: 'https://resource/view.js?a&b',
    styleUris: ['https://resource/view.css'],
  });

  it('allows its own script and styles and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy?.replaceAll('&#39;', "'"),
      "default-src 'none'; style-src 'nonce-abc+/='; script-src 'nonce-abc+/=';",
    );
    assert.match(html, /<script nonce="abc\+\/=" src="https:\/\/resource\/view.js\?a&amp;b"><\/script>/);
    assert.match(html, /<link rel="stylesheet" nonce="abc\+\/=" href="https:\/\/resource\/view.css">/);
  });

  it('says its language and escapes its title', () => {
    assert.match(html, /<html lang="de">/);
    assert.match(html, /<title>A &lt;title&gt;<\/title>/);
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that means something', () =>
    assert.equal(escapeHtml(`<a href="x">'&'</a>`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;'));
});
