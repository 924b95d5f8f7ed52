// The entries that make a tiny model one of a known shape. Must not know what is read from it.
export const tinyShape = {
  'qwen2.block_count': { type: 'uint32', value: 1 },
  'qwen2.context_length': { type: 'uint32', value: 512 },
  'qwen2.embedding_length': { type: 'uint32', value: 32 },
  'qwen2.feed_forward_length': { type: 'uint32', value: 64 },
  'qwen2.attention.head_count': { type: 'uint32', value: 4 },
  'qwen2.attention.head_count_kv': { type: 'uint32', value: 2 },
  'qwen2.rope.freq_base': { type: 'float32', value: 1e6 },
  'general.license': { type: 'string', value: 'apache-2.0' },
  'general.file_type': { type: 'uint32', value: 7 },
} as const;
