// Which addresses may be a server's: code goes in clear text to this machine only.
import assert from 'node:assert/strict';
import { serverAddress } from '../../../../engine/protocol/serverProtocol.ts';

describe('serverAddress', () => {
  for (const [text, expected] of [
    ['https://llm.example.com', { url: 'https://llm.example.com' }],
    ['  https://llm.example.com:8443/team/  ', { url: 'https://llm.example.com:8443/team' }],
    ['https://llm.example.com/v1', { url: 'https://llm.example.com' }],
    ['http://127.0.0.1:8080', { url: 'http://127.0.0.1:8080' }],
    ['http://localhost:8080/', { url: 'http://localhost:8080' }],
    ['http://[::1]:8080', { url: 'http://[::1]:8080' }],
    ['', { problem: 'empty' }],
    ['llm.example.com', { problem: 'notAnAddress' }],
    ['ftp://llm.example.com', { problem: 'notAnAddress' }],
    ['https://llm.example.com?key=1', { problem: 'notAnAddress' }],
    ['http://llm.example.com', { problem: 'clearText' }],
    ['http://127.0.0.1.example.com', { problem: 'clearText' }],
    ['http://localhost.example.com', { problem: 'clearText' }],
    ['http://192.168.0.2:8080', { problem: 'clearText' }],
    ['https://someone:secret@llm.example.com', { problem: 'credentials' }],
  ] as const) {
    it(`says of “${text}” ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(serverAddress(text), expected);
    });
  }
});
