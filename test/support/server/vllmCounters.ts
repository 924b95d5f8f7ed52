// What a vLLM server has computed since it was started, by its own counting. Must not know for whom.

export interface VllmCounters {
  /** Tokens of prompts, and how many of them were found in the prefix cache. */
  readonly prompt: number;
  readonly cached: number;
  /** Requests that are computed now. */
  readonly running: number;
  /** Tokens that were written. */
  readonly generated: number;
}

export async function vllmCounters(url: string): Promise<VllmCounters> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (name: string) => {
    const line = text.split('\n').find((each) => each.startsWith(`vllm:${name}{`));
    if (line === undefined) throw new Error(`The server does not count ${name}.`);
    return Number(line.slice(line.lastIndexOf(' ')));
  };
  return {
    prompt: count('prompt_tokens_total'),
    cached: count('prompt_tokens_cached_total'),
    running: count('num_requests_running'),
    generated: count('generation_tokens_total'),
  };
}
