// What a llama.cpp server has computed since it was started, by its own counting. Must not know for whom.

export interface ServerCounters {
  readonly evaluated: number;
  readonly generated: number;
}

export async function serverCounters(url: string): Promise<ServerCounters> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const count = (name: string) => {
    const value = new RegExp(`^llamacpp:${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`The server does not count ${name}.`);
    return Number(value);
  };
  return { evaluated: count('prompt_tokens_total'), generated: count('tokens_predicted_total') };
}
