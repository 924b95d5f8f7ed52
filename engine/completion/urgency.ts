// How urgent a completion is by who waits for it. Pure.
import type { JobPriority } from '../computing/scheduler.ts';
import type { CompletePurpose } from '../protocol/protocol.ts';

/** Than what is computed now. */
export function isLessUrgent(purpose: CompletePurpose, current: CompletePurpose | undefined): boolean {
  if (purpose === 'aside') return current !== undefined;
  return purpose === 'prefetch' && current === 'keystroke';
}

export function priorityOf(purpose: CompletePurpose): JobPriority {
  return purpose === 'keystroke' ? 'keystroke' : 'prefetch';
}
