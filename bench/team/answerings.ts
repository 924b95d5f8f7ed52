// How two clients ask one server for a line: Hearth over its engine, llama.vscode by its rules. Neither remembers answers.
// Must not know who types.
import { randomUUID } from 'node:crypto';
import { CompletionService } from '../../engine/completion/completionService.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import type { LoadedVocabulary } from '../../engine/llama/loadVocabulary.ts';
import { connectServer } from '../../engine/remote/connectServer.ts';
import { budgetFor } from '../../src/completion/asking/contextBudget.ts';
import { piecesAround } from '../../src/completion/asking/surroundingCode.ts';
import type { ContextSource } from '../../src/context/window/contextWindow.ts';
import { askInfill } from '../infillLayout.ts';
import { recordedLanguage as languageId } from '../replay/recording.ts';
import type { Answering } from './person.ts';

const contextTokens = 2048;
const maxTokens = 64;

export async function hearthAnswering(
  url: string,
  loaded: LoadedVocabulary,
  context: ContextSource,
  modelPath: string,
): Promise<Answering> {
  const backend = await connectServer(
    { url },
    { modelPath, contextTokens },
    {
      // One vocabulary for all: each person has a machine of their own for it.
      loadVocabulary: () => Promise.resolve({ ...loaded, dispose: () => Promise.resolve() }),
      now: () => performance.now(),
      onTrouble: (error) => console.error(`trouble: ${error.message}`),
      onWell: () => {},
      // A server with too many people is slow, not broken: how slow is what is measured.
      silenceMs: 60_000,
    },
  );
  const { prefillTokensPerSecond } = await backend.measureSpeed();
  const service = new CompletionService(
    backend,
    new Scheduler(() => backend.interrupt()),
    () => performance.now(),
    { prefillTokensPerSecond },
  );
  const documentUri = `file:///${randomUUID()}.rs`;
  let version = 0;
  const sliceAt = (text: string, offset: number) => {
    version++;
    const document = { uri: documentUri, languageId, version, text };
    const { before, after } = context.windowAt(document, offset, budgetFor(undefined));
    return { documentUri, languageId, before, after };
  };
  return {
    async open(text, offset) {
      await service.warm('person', sliceAt(text, offset)).result;
      await service.refer('person', { documentUri, own: piecesAround(text, offset) }).result;
    },
    async answer(text, offset) {
      const question = { forcedText: '', maxLines: 1, maxTokens, purpose: 'keystroke' as const };
      const outcome = await service.complete('person', { ...sliceAt(text, offset), ...question }).result;
      if (outcome.kind === 'shown') return outcome.value.text;
      if (outcome.kind !== 'cancelled') console.error(`${outcome.kind}: ${outcome.reason}`);
      return undefined;
    },
    dispose: () => backend.dispose(),
  };
}

/** One request at a time; whoever waits for it is overtaken by the next key. */
export function llamaVscodeAnswering(url: string): Answering {
  let running: Promise<unknown> = Promise.resolve();
  let newest = 0;
  return {
    open: () => Promise.resolve(),
    async answer(text, offset) {
      newest++;
      const own = newest;
      await running;
      if (own !== newest) return undefined;
      const asked = askInfill(url, text, offset);
      running = asked.catch(() => undefined);
      return (await asked).content.split('\n')[0];
    },
    dispose: () => Promise.resolve(),
  };
}
