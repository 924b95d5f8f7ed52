// Samples from the recording: everything that the product could show at each key, judged by what was written.
// Must not know what is learned from them.
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import { breaksSyntax } from '../../src/completion/showing/gate.ts';
import {
  type Gate,
  shownTextOf,
  syntaxErrorsWith,
  unknownNamesOf,
} from '../../src/completion/showing/gateQuestion.ts';
import { benchContext } from '../benchContext.ts';
import { seededRandom } from '../evaluation/random.ts';
import { EngineInProcess } from '../replay/engineInProcess.ts';
import { HearthSuggester } from '../replay/hearthSuggester.ts';
import { judge as judgeAsReader } from '../replay/readers.ts';
import { recordedLanguage } from '../replay/recording.ts';
import { replayRun } from '../replay/replayRun.ts';
import { VirtualTime } from '../replay/virtualTime.ts';
import type { TypingRun } from '../trace.ts';
import type { Sample } from './sample.ts';

export async function recordedSamples(
  backend: InferenceBackend,
  runs: readonly TypingRun[],
  hear: (sample: Sample) => void,
): Promise<void> {
  const context = benchContext();
  await context.prepare(recordedLanguage);
  let run: TypingRun | undefined;
  let question = 0;
  const record: Gate['refusal'] = (judged) => {
    const { suggestion, place, lineBefore } = judged;
    const errors = syntaxErrorsWith(judged, context);
    if (suggestion.isBeginning !== true) question++;
    // The recording's runs end with their line.
    if (run !== undefined && !suggestion.text.includes('\n'))
      hear({
        source: recordedLanguage,
        question,
        ...shownTextOf(judged),
        unknownNames: unknownNamesOf(judged, []),
        breaksSyntax: errors === 'unknown' ? undefined : breaksSyntax(errors),
        isRight: judgeAsReader(suggestion, lineBefore, run, place.offset - run.offset).isRight,
      });
    // So that every key hears of every beginning, as at the gate until it opens.
    return 'notConfident';
  };
  const suggester = new HearthSuggester({
    engine: new EngineInProcess(backend),
    context,
    time: new VirtualTime(),
    languageId: recordedLanguage,
    eagerness: 'eager',
    // The longest first.
    gate: { worth: (judged) => shownTextOf(judged).characters, refusal: record },
  });
  const random = seededRandom(1);
  for (run of runs)
    await replayRun(run, suggester, { reader: 'neverAccepts', random, addsErrors: () => false });
  context.dispose();
}
