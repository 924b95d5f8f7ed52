// Hearth as it ships with a server, from the key to what is shown, in real time: pipeline, warming, cancelling, one engine
// of their own for each person. Must not decide anything about suggestions, nor know who types.
import { randomUUID } from 'node:crypto';
import { CompletionService } from '../../engine/completion/completionService.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import { ByteTrie } from '../../engine/decoding/byteTrie.ts';
import type { LoadedVocabulary } from '../../engine/llama/loadVocabulary.ts';
import { connectServer } from '../../engine/remote/connectServer.ts';
import { neverCancelled, OwnedCancellation } from '../../src/base/cancellation.ts';
import { changeBetween } from '../../src/base/textChanges.ts';
import { realTime } from '../../src/base/time.ts';
import { piecesAround } from '../../src/completion/asking/surroundingCode.ts';
import { Warmer, type WarmPlace } from '../../src/completion/asking/warmer.ts';
import type { Completions } from '../../src/completion/completions.ts';
import type { PipelineRequest } from '../../src/completion/pipeline.ts';
import type { Suggestion } from '../../src/completion/showing/suggestion.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { defaultSettings } from '../../src/settings/settings.ts';
import {
  faultLog,
  type RecordedState,
  readableDocuments,
  recordedCompletions,
  recordedRequest,
} from '../replay/recordedEditor.ts';
import { recordedLanguage as languageId } from '../replay/recording.ts';
import { ServiceClient } from '../replay/serviceClient.ts';
import type { Answering, KeyEnd } from './answering.ts';

/** What is the same for all; in truth each person has it on a machine of their own. */
export interface SharedParts {
  readonly modelPath: string;
  readonly loaded: LoadedVocabulary;
  readonly trie: ByteTrie;
  readonly context: ScopeContext;
}

export function sharedParts(modelPath: string, loaded: LoadedVocabulary, context: ScopeContext): SharedParts {
  return { modelPath, loaded, context, trie: new ByteTrie(loaded.vocabulary.tokenBytes) };
}

/** A server with too many people is slow, not broken: how slow is what is measured. */
const silenceMs = 60_000;
/** Longer than the warmer waits before it begins. */
const untilWarmingMs = 300;

export async function hearthAnswering(url: string, shared: SharedParts): Promise<Answering> {
  const { now } = realTime;
  const { loaded, modelPath, trie } = shared;
  const backend = await connectServer(
    { url },
    { modelPath, contextTokens: defaultSettings.contextTokens },
    {
      loadVocabulary: () => Promise.resolve({ ...loaded, dispose: () => Promise.resolve() }),
      now,
      onTrouble: (error) => console.error(`trouble: ${error.message}`),
      onWell: () => {},
      silenceMs,
    },
  );
  // As the engine does for whoever connects: the speed decides how large windows are.
  const speed = await backend.measureSpeed();
  const { prefillTokensPerSecond } = speed;
  const scheduler = new Scheduler(() => backend.interrupt());
  const service = new CompletionService(backend, scheduler, now, { prefillTokensPerSecond, trie });
  return new HearthAnswering(new ServiceClient(service, backend, speed), shared.context, () =>
    backend.dispose(),
  );
}

class HearthAnswering implements Answering {
  private readonly client: ServiceClient;
  private readonly context: ScopeContext;
  private readonly free: () => Promise<void>;
  private readonly completions: Completions;
  private readonly warmer: Warmer;
  private state: RecordedState = {
    uri: `file:///${randomUUID()}.rs`,
    languageId,
    version: 0,
    text: '',
    offset: 0,
  };
  private request = new OwnedCancellation();
  private show: (text: string | undefined) => void = () => {};

  constructor(client: ServiceClient, context: ScopeContext, free: () => Promise<void>) {
    this.client = client;
    this.context = context;
    this.free = free;
    this.completions = recordedCompletions({
      client,
      context,
      time: realTime,
      eagerness: defaultSettings.eagerness,
      lookAgain: () => {
        this.lookAgain().catch((error: unknown) => faultLog.error(error));
      },
    });
    this.warmer = new Warmer({
      client,
      context,
      privacy: readableDocuments,
      surrounding: {
        refer: async ({ uri, text }, offset, cancellation) => {
          const own = piecesAround(text, offset);
          await client.refer({ documentUri: uri, own, others: [] }, cancellation);
        },
      },
      isEnabled: () => true,
      setTimer: realTime.setTimer,
      log: faultLog,
    });
  }

  visit(text: string, offset: number): void {
    this.become(text, offset);
    this.request.cancel();
  }

  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, untilWarmingMs));
    await this.client.settled();
    // Code to repeat is told of behind the prompt.
    await this.client.settled();
  }

  async key(text: string, offset: number, show: (text: string | undefined) => void): Promise<KeyEnd> {
    this.become(text, offset);
    // The editor gives up the request of the key before when it asks for the next.
    this.request.cancel();
    this.request = new OwnedCancellation();
    this.show = show;
    const outcome = await this.completions.pipeline.complete(this.asked(), this.request);
    if (outcome.kind === 'cancelled') return 'overtaken';
    if (outcome.kind === 'unavailable') {
      faultLog.error(`Nobody answers: ${outcome.reason}`);
      return 'failed';
    }
    show(outcome.kind === 'shown' ? textBehind(outcome.value, offset) : undefined);
    return 'decided';
  }

  async dispose(): Promise<void> {
    this.request.cancel();
    this.warmer.pause();
    this.completions.forget(this.state.uri);
    this.context.close(this.state.uri);
    await this.free();
  }

  private become(text: string, offset: number): void {
    const { uri, version } = this.state;
    const change = changeBetween(this.state.text, text);
    this.state = { ...this.state, version: version + 1, text, offset };
    this.context.change(uri, [change]);
    this.completions.change(uri, [change]);
    this.warmer.visit(() => this.place());
  }

  private async lookAgain(): Promise<void> {
    const { show } = this;
    const { offset } = this.state;
    const request = { ...this.asked(), isSecondLook: true };
    const outcome = await this.completions.pipeline.complete(request, neverCancelled);
    if (outcome.kind === 'shown') show(textBehind(outcome.value, offset));
  }

  private asked(): PipelineRequest {
    const { version } = this.state;
    return recordedRequest(this.state, () => this.state.version === version);
  }

  private place(): WarmPlace {
    const { uri, text, offset } = this.state;
    return {
      uri,
      languageId,
      scheme: 'file',
      documentLength: text.length,
      offset,
      snapshot: () => this.state,
    };
  }
}

/** A suggestion may begin with what is typed already. */
function textBehind({ text, startOffset }: Suggestion, offset: number): string {
  return text.slice(offset - startOffset);
}
