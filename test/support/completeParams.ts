// A request for a completion as tests of the engine ask it; what a test is about is given.
import type { CompleteParams } from '../../engine/protocol/protocol.ts';

export function completeParams(
  before: string,
  after = '\n}\n',
  overrides: Partial<CompleteParams> = {},
): CompleteParams {
  return {
    documentUri: 'file:///a.ts',
    languageId: 'typescript',
    before,
    after,
    purpose: 'keystroke',
    forcedText: '',
    maxLines: 1,
    maxTokens: 12,
    ...overrides,
  };
}
