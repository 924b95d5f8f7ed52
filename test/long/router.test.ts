// Two vLLM servers behind vllm-router, three people on them, and one of the servers killed.
import assert from 'node:assert/strict';
import type { CompletionService } from '../../engine/completion/completionService.ts';
import { isServerTrouble } from '../../engine/protocol/serverProtocol.ts';
import type { RemoteBackend } from '../../engine/remote/remoteBackend.ts';
import type { RunningServer } from '../../scripts/server/loopback.mjs';
import { startVllm, startVllmRouter } from '../../scripts/server/vllm.mjs';
import { askAfter, connectTo, serviceOn } from '../support/server/sameLines.ts';
import { vllmCounters } from '../support/server/vllmCounters.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const names = ['alpha', 'bravo', 'delta'];
/** How long a server may say nothing: on a processor it takes seconds for a token. And what a busy machine adds. */
const silenceMs = 60_000;
const busyMs = 2000;
const recoveryLimitMs = 3 * 60_000;
const leastCachedShare = 0.9;
/** As docs/TEAM.md has it: by itself the router goes on asking a killed server for three minutes which models it has. */
const quickToTell = [
  ['--cb-failure-threshold', 1],
  ['--health-failure-threshold', 1],
  ['--health-check-interval-secs', 2],
].flat();

interface Person {
  readonly name: string;
  readonly backend: RemoteBackend;
  readonly service: CompletionService;
}

/** Of each person's own: nobody's prompt begins as another's. */
function documentOf(name: string): string {
  const rates = Array.from({ length: 50 }, (_, index) => `  ${name}Rate${index}: ${index * 7},\n`).join('');
  return `// The prices of ${name}.
export const ${name}Rates = {
${rates}};

export interface ${name}Item {
  readonly price: number;
  readonly count: number;
}

export function ${name}Total(items: readonly ${name}Item[]): number {
  let ${name}Sum = 0;
  for (const item of items) {
    `;
}

const lineOf = (name: string) => `${name}Sum += item.price * item.c`;

function keyOf({ name }: Person, length: number) {
  return askAfter('', {
    documentUri: `file:///${name}.ts`,
    before: documentOf(name) + lineOf(name).slice(0, length),
    after: `\n  }\n  return ${name}Sum;\n}\n`,
    maxTokens: 16,
  });
}

describe('two vLLM servers behind vllm-router', () => {
  const servers: RunningServer[] = [];
  let router: RunningServer;
  const people: Person[] = [];

  before(async () => {
    for (let count = 0; count < 2; count++) servers.push(await startVllm({ modelPath, threads: 1 }));
    const urls = servers.map(({ url }) => url);
    router = await startVllmRouter(urls, quickToTell);
    for (const name of names) {
      const backend = await connectTo({ url: router.url, silenceMs }, modelPath);
      people.push({ name, backend, service: serviceOn(backend) });
    }
  });
  after(async () => {
    for (const { backend } of people) await backend.dispose();
    await router?.stop();
    for (const server of servers) await server.stop();
  });

  async function counted() {
    const counters = await Promise.all(servers.map(({ url }) => vllmCounters(url)));
    const sum = (count: 'prompt' | 'cached') =>
      counters.reduce((total, counter) => total + counter[count], 0);
    return { prompt: sum('prompt'), cached: sum('cached'), each: counters.map(({ prompt }) => prompt) };
  }

  it('find what was typed before in their caches', async () => {
    const from = lineOf('alpha').length - 14;
    for (const person of people) await person.service.warm(person.name, keyOf(person, from)).result;
    const before = await counted();
    for (let length = from; length <= lineOf('alpha').length; length++) {
      const outcomes = await Promise.all(
        people.map((person) => person.service.complete(person.name, keyOf(person, length)).result),
      );
      for (const outcome of outcomes) assert.equal(outcome.kind, 'shown', JSON.stringify(outcome));
    }
    const { prompt, cached, each } = await counted();
    const share = (cached - before.cached) / (prompt - before.prompt);
    console.log(
      `      ${(share * 100).toFixed(1)} % of ${prompt - before.prompt} prompt tokens cached; ` +
        `on each server ${each.map((count, index) => count - (before.each[index] ?? 0)).join(' and ')}`,
    );
    assert.ok(share >= leastCachedShare, `${share}`);
  });

  it('answer nobody late or wrong when one of them is killed, and all again soon', async () => {
    const whole = lineOf('alpha').length;
    const expected = new Map<Person, string>();
    for (const person of people) {
      const outcome = await person.service.complete(person.name, keyOf(person, whole)).result;
      assert.ok(outcome.kind === 'shown');
      assert.match(outcome.value.text, /^ount;?$/);
      expected.set(person, outcome.value.text);
    }
    const killed = await serverOf(people[0]);
    const said: string[] = [];

    /** Whether it was answered. */
    async function asks(person: Person): Promise<boolean> {
      const startMs = performance.now();
      const { result } = person.service.complete(person.name, keyOf(person, whole - 1));
      const outcome = await result;
      const tookMs = performance.now() - startMs;
      assert.ok(tookMs <= silenceMs + busyMs, `${person.name} waited ${Math.round(tookMs)} ms`);
      if (outcome.kind === 'shown') assert.equal(outcome.value.text, `c${expected.get(person)}`);
      else
        assert.ok(outcome.kind === 'unavailable' && isServerTrouble(outcome.reason), JSON.stringify(outcome));
      const end = outcome.kind === 'shown' ? 'a line' : outcome.reason;
      said.push(`${person.name} ${end} in ${Math.round(tookMs)} ms`);
      return outcome.kind === 'shown';
    }

    const underWay = Promise.all(people.map(asks));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const killedMs = performance.now();
    await killed.stop();
    await underWay;
    let waiting: readonly Person[] = people;
    while (waiting.length > 0) {
      assert.ok(performance.now() - killedMs < recoveryLimitMs, said.join('; '));
      const answered = await Promise.all(waiting.map(asks));
      waiting = waiting.filter((_, index) => answered[index] !== true);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    console.log(
      `      all answered ${Math.round(performance.now() - killedMs)} ms after the kill: ${said.join('; ')}`,
    );
  });

  /** Which server a person's requests go to. */
  async function serverOf(person: Person | undefined): Promise<RunningServer> {
    assert.ok(person !== undefined);
    const before = await counted();
    await person.service.complete(person.name, keyOf(person, lineOf(person.name).length - 2)).result;
    const { each } = await counted();
    const found = servers.find((_, index) => (each[index] ?? 0) > (before.each[index] ?? 0));
    assert.ok(found !== undefined);
    return found;
  }
});
