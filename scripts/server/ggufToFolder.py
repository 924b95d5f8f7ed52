# A GGUF file as the folder that vLLM serves (safetensors, config, tokenizer): ggufToFolder.py MODEL FOLDER
# The same weights, without their quantization, in bf16. For files of the qwen2 architecture, as Hearth takes them.
import json
import pathlib
import sys

import torch
from gguf import GGUFReader, TokenType, dequantize
from safetensors.torch import save_file
from tokenizers import AddedToken
from transformers import Qwen2Tokenizer

source, target = sys.argv[1], pathlib.Path(sys.argv[2])
reader = GGUFReader(source)
target.mkdir(parents=True, exist_ok=True)


def fact(name):
    return reader.fields[name].contents()


names = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "output": "lm_head",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def published_name(name):
    part, kind = name.rsplit(".", 1)
    if not part.startswith("blk."):
        return f"{names[part]}.{kind}"
    _, layer, inner = part.split(".")
    return f"model.layers.{layer}.{names[inner]}.{kind}"


def values(tensor):
    wide = torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).copy())
    return wide.reshape([int(size) for size in reversed(tensor.shape)]).to(torch.bfloat16)


weights = {published_name(tensor.name): values(tensor) for tensor in reader.tensors}
save_file(weights, target / "model.safetensors", metadata={"format": "pt"})

tokens = fact("tokenizer.ggml.tokens")
types = fact("tokenizer.ggml.token_type")
added = {
    index: AddedToken(token, special=kind == TokenType.CONTROL, normalized=False)
    for index, (token, kind) in enumerate(zip(tokens, types))
    if kind in (TokenType.CONTROL, TokenType.USER_DEFINED)
}
plain = {token: index for index, token in enumerate(tokens) if types[index] == TokenType.NORMAL}
end = tokens[fact("tokenizer.ggml.eos_token_id")]
tokenizer = Qwen2Tokenizer(
    vocab=plain,
    merges=[tuple(merge.split(" ")) for merge in fact("tokenizer.ggml.merges")],
    eos_token=end,
    pad_token=tokens[fact("tokenizer.ggml.padding_token_id")],
    added_tokens_decoder=added,
    chat_template=fact("tokenizer.chat_template"),
)
wrong = [token.content for index, token in added.items() if tokenizer.convert_tokens_to_ids(token.content) != index]
if wrong:
    raise SystemExit(f"These control tokens got other ids than the file has: {wrong}")
tokenizer.save_pretrained(target)

config = {
    "architectures": ["Qwen2ForCausalLM"],
    "model_type": "qwen2",
    "vocab_size": len(tokens),
    "hidden_size": fact("qwen2.embedding_length"),
    "intermediate_size": fact("qwen2.feed_forward_length"),
    "num_hidden_layers": fact("qwen2.block_count"),
    "num_attention_heads": fact("qwen2.attention.head_count"),
    "num_key_value_heads": fact("qwen2.attention.head_count_kv"),
    "max_position_embeddings": fact("qwen2.context_length"),
    "rope_theta": fact("qwen2.rope.freq_base"),
    "rms_norm_eps": fact("qwen2.attention.layer_norm_rms_epsilon"),
    "tie_word_embeddings": "lm_head.weight" not in weights,
    "hidden_act": "silu",
    "torch_dtype": "bfloat16",
    "bos_token_id": fact("tokenizer.ggml.bos_token_id"),
    "eos_token_id": fact("tokenizer.ggml.eos_token_id"),
}
(target / "config.json").write_text(json.dumps(config, indent=2))
