// Downloads from a server of this test's own: what arrives whole, what is the source's fault.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sinon from 'sinon';
import { SourceUnavailableError } from '../../../../scripts/weights/ensureWeights.mjs';
import { download, hubUrl } from '../../../../scripts/weights/modelHub.mjs';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

const model = { repository: 'owner/name', revision: 'abc', file: 'm.gguf' };

describe('modelHub', () => {
  const folder = useTemporaryFolder();
  let server: Server;
  let answer: RequestListener;
  const hub = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const fetchModel = async (onBytes: (bytes: number) => void = () => {}) =>
    await download(hubUrl(model, hub()), path.join(folder(), 'part'), onBytes);

  it('writes what the address holds and counts its bytes', async () => {
    const onBytes = sinon.fake();
    answer = (request, response) => response.end(`content of ${request.url}`);
    await fetchModel(onBytes);
    const text = await readFile(path.join(folder(), 'part'), 'utf8');
    assert.equal(text, 'content of /owner/name/resolve/abc/m.gguf');
    assert.equal(onBytes.lastCall.firstArg, text.length);
  });

  const failures: readonly [string, RequestListener, RegExp][] = [
    [
      'a refusal',
      (_, response) => {
        response.statusCode = 404;
        response.end();
      },
      /answered 404/,
    ],
    [
      'a cut connection',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('half', () => response.destroy());
      },
      /terminated|closed|aborted/,
    ],
  ];
  for (const [what, listener, message] of failures) {
    it(`reports ${what} as a source that is unavailable`, async () => {
      answer = listener;
      await assert.rejects(fetchModel(), (error: Error) => {
        assert.ok(error instanceof SourceUnavailableError, error.stack);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('says why nothing can be reached', async () => {
    const url = hubUrl(model, hub());
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await assert.rejects(
      download(url, path.join(folder(), 'part'), () => {}),
      /ECONNREFUSED/,
    );
  });

  it('does not blame the source for a folder that cannot be written', async () => {
    answer = (_, response) => response.end('content');
    const target = path.join(folder(), 'missing', 'part');
    await assert.rejects(
      download(hubUrl(model, hub()), target, () => {}),
      { code: 'ENOENT' },
    );
  });
});
