// llama.vscode 0.0.63's own request to llama.cpp's own server: 256 lines before the cursor's line, that line as `prompt`,
// 64 lines after, 128 tokens, `cache_prompt`, its samplers and time limits. The server lays it out.
// Must not know traces or statistics.
import http from 'node:http';
import type { KeySample, Layout } from './layouts.ts';

const linesBefore = 256;
const linesAfter = 64;
const maxTokens = 128;

interface InfillAnswer {
  readonly content: string;
  readonly timings: {
    readonly prompt_n: number;
    readonly prompt_ms: number;
    readonly predicted_n: number;
    readonly predicted_ms: number;
  };
}

/** What llama.vscode sends for a cursor. */
export function infillBody(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  const prompt = before.pop() ?? '';
  const [restOfLine = '', ...below] = text.slice(offset).split('\n');
  return {
    input_prefix: before
      .slice(-linesBefore)
      .map((line) => `${line}\n`)
      .join(''),
    input_suffix: `${[restOfLine, ...below.slice(0, linesAfter)].join('\n')}\n`,
    input_extra: [],
    prompt: prompt.trim() === '' ? '' : prompt,
    n_predict: maxTokens,
    top_k: 40,
    top_p: 0.99,
    stream: false,
    samplers: ['top_k', 'top_p', 'infill'],
    cache_prompt: true,
    n_indent: prompt.length - prompt.trimStart().length,
    t_max_prompt_ms: 500,
    t_max_predict_ms: 500,
  };
}

export async function askInfill(url: string, text: string, offset: number): Promise<InfillAnswer> {
  const body = JSON.stringify(infillBody(text, offset));
  return await new Promise((resolve, reject) => {
    const request = http.request(`${url}/infill`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let answer = '';
      response.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(answer) as InfillAnswer);
        else reject(new Error(`/infill answered ${response.statusCode}: ${answer.slice(0, 200)}`));
      });
    });
    request.end(body);
  });
}

export function infillLayout(url: string): Layout {
  return {
    name: 'peer',
    prepare: () => Promise.resolve(),
    async answer(text, offset): Promise<KeySample> {
      const startMs = performance.now();
      const { content, timings } = await askInfill(url, text, offset);
      const lineMs = performance.now() - startMs;
      const perToken = timings.predicted_ms / Math.max(timings.predicted_n, 1);
      return {
        evaluatedTokens: timings.prompt_n,
        // It is not streamed: nobody sees it before it is whole, but the server says when it had it.
        firstTokenMs: Math.min(lineMs, lineMs - timings.predicted_ms + perToken),
        lineMs,
        generatedTokens: timings.predicted_n,
        text: content,
      };
    },
  };
}
