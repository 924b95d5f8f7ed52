// What the engine tells of itself on request, beside its answers. Must not know who asks.
import type { ExplainResult } from '../../engine/protocol/explainProtocol.ts';
import type { MemoryResult } from '../../engine/protocol/modelProtocol.ts';

export interface EngineInsight {
  /** Undefined when no engine runs; asking starts none. */
  memory(): Promise<MemoryResult | undefined>;
  /** What the model saw and chose in its last runs; undefined as above. */
  explain(): Promise<ExplainResult | undefined>;
}
