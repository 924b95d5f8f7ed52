// The pipeline with somebody who hears when a request begins and how it ends. Must not know what is done with that.
import type { RequestWatch } from '../status/requestWatch.ts';
import type { CompletionPipeline } from './pipeline.ts';

export function watchedPipeline(
  pipeline: Pick<CompletionPipeline, 'complete'>,
  watch: Pick<RequestWatch, 'begin'>,
): Pick<CompletionPipeline, 'complete'> {
  return {
    async complete(request, cancellation) {
      const end = watch.begin(request.isManual);
      try {
        const outcome = await pipeline.complete(request, cancellation);
        end(outcome.kind === 'cancelled' ? 'takenBack' : 'answered');
        return outcome;
      } catch (error: unknown) {
        end('answered');
        throw error;
      }
    },
  };
}
