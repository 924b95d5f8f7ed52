// Whether the graphics processor may be tried: not any more after an engine died that used it, or died before it could
// say that it does not. Pure but for remembering; must not know engines.
import type { LoadResult } from '../../engine/protocol/protocol.ts';
import type { ClientStatus } from './engineClient.ts';

export class GpuTrust {
  isLost = false;
  private isLoading = false;
  /** Undefined until a model was loaded. */
  private usesGpu: boolean | undefined;

  hear({ state }: ClientStatus, loaded: LoadResult | undefined): void {
    // Someone asked for a restart, and so for another try.
    if (state === 'stopped') this.isLost = false;
    if (state === 'ready') this.usesGpu = loaded?.gpu !== undefined;
    const hasDied = state === 'restarting';
    if (hasDied && (this.usesGpu === true || (this.isLoading && this.usesGpu === undefined)))
      this.isLost = true;
    this.isLoading = state === 'loading';
  }
}
