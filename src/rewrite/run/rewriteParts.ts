// What the commands that change code work with. Must not know what each of them does.
import type { Logger } from '../../base/log.ts';
import type { SetTimer } from '../../base/time.ts';
import type { SyntaxSource } from './activePlace.ts';
import type { InstructionInput } from './instructionInput.ts';
import type { Proposals } from './proposals.ts';

export interface RewriteCommandParts {
  readonly proposals: Proposals;
  readonly input: InstructionInput;
  readonly syntax: SyntaxSource;
  /** Says it where there is none. */
  readonly requireModel: () => Promise<boolean>;
  /** More lines than this a small model does not rewrite well. */
  readonly maxRewriteLines: number;
  readonly setTimer: SetTimer;
  readonly log: Logger;
}
