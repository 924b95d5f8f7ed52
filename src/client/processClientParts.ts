// What a process client is built of. Must not know how it uses them.
import type { LoadParams } from '../../engine/protocol/protocol.ts';
import type { Logger } from '../base/log.ts';
import type { SetTimer, Ticker } from '../base/time.ts';
import type { EngineProcess } from './engineProcess.ts';
import type { RestartRules } from './restartPolicy.ts';

export interface ProcessClientParts {
  /** An engine for this load: a new one, or one that others use as well. */
  readonly start: (params: LoadParams) => EngineProcess | Promise<EngineProcess>;
  /** What to load; undefined when there is no model. Asked at every start. */
  readonly loadParams: () => Promise<LoadParams | undefined>;
  readonly restartRules: RestartRules;
  /** After how long without a request the engine ends until the next; 0 for never, as when absent. */
  readonly idleMs?: () => number;
  readonly ticker: Ticker;
  readonly now: () => number;
  readonly setTimer: SetTimer;
  readonly log: Logger;
}
