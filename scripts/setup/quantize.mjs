// Makes a Q4_0 file with the quantizer of the llama.cpp that is installed: `quantize.mjs SOURCE TARGET`.
// A process of its own, because the library is called without the binding.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import koffi from 'koffi';
import { projectRoot } from './paths.mjs';

/** `llama_model_quantize_params` of llama.cpp v0.4.0, given and taken by value; pointers that stay null at the end. */
koffi.struct('QuantizeParams', {
  nthread: 'int32',
  ftype: 'int32',
  output_tensor_type: 'int32',
  token_embedding_type: 'int32',
  allow_requantize: 'bool',
  quantize_output_tensor: 'bool',
  only_copy: 'bool',
  pure: 'bool',
  keep_split: 'bool',
  dry_run: 'bool',
  imatrix: 'void*',
  kv_overrides: 'void*',
  tensor_types: 'void*',
  prune_layers: 'void*',
});
const q4_0 = 2;

const [sourceFile, targetFile] = process.argv.slice(2);
const libraries = path.join(projectRoot, 'node_modules/@node-llama-cpp/linux-x64/bins/linux-x64');
const name = readdirSync(libraries).find((file) => /^libllama\.v[\d.]+\.so$/.test(file));
if (name === undefined) throw new Error(`There is no libllama in ${libraries}.`);
const library = koffi.load(path.join(libraries, name));
const defaults = library.func('QuantizeParams llama_model_quantize_default_params()');
const quantize = library.func('uint32 llama_model_quantize(const char*, const char*, QuantizeParams*)');
const code = quantize(sourceFile, targetFile, {
  ...defaults(),
  ftype: q4_0,
  allow_requantize: true,
  nthread: 2,
});
if (code !== 0) throw new Error(`llama_model_quantize failed with ${code}.`);
