// Makes a Q4_0 or other file with the quantizer of the llama.cpp that is installed: `quantizeFile.mjs SOURCE TARGET [TYPE
// [TYPES]]`. Development only: it makes what tests hold our own converter against, or convert.
// TYPES is JSON: other types by patterns of tensors' names.
// A process of its own, because the library is called without the binding and may end the process.
import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import koffi from 'koffi';
import { projectRoot } from '../../scripts/setup/paths.mjs';

/**
 * `llama_model_quantize_params` of llama.cpp's `llama.h`, given by value with its defaults. Release v0.4.0 has
 * eight bytes more than the fields that are public; the generous end keeps those, and what releases may append.
 */
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
  tt_overrides: 'void*',
  prune_layers: 'void*',
  appended: koffi.array('uint8', 64),
});
/** `LLAMA_FTYPE_MOSTLY_…` */
const fileTypes = /** @type {Readonly<Record<string, number>>} */ ({ Q4_0: 2, Q8_0: 7, Q4_K_M: 15 });

/** `ggml_type` */
const tensorTypes = /** @type {Readonly<Record<string, number>>} */ ({ Q4_0: 2, Q8_0: 8 });
koffi.struct('TensorOverride', { pattern: 'const char*', type: 'int32' });

const [sourceFile, targetFile, type = 'Q4_0', types = '{}'] = process.argv.slice(2);
const library = koffi.load(findLibrary());
const defaults = library.func('QuantizeParams llama_model_quantize_default_params()');
const quantize = library.func('uint32 llama_model_quantize(const char*, const char*, QuantizeParams*)');
const code = quantize(sourceFile, targetFile, {
  ...defaults(),
  ftype: fileTypes[type],
  allow_requantize: true,
  tt_overrides: overrides(JSON.parse(types)),
  nthread: os.availableParallelism(),
});
if (code !== 0) throw new Error(`llama_model_quantize failed with ${code}.`);

/** In memory that lives as long as the process. @param {Readonly<Record<string, string>>} byPattern */
function overrides(byPattern) {
  const list = Object.entries(byPattern).map(([pattern, name]) => ({ pattern, type: tensorTypes[name] }));
  const items = [...list, { pattern: null, type: 0 }];
  const memory = koffi.alloc('TensorOverride', items.length);
  koffi.encode(memory, koffi.array('TensorOverride', items.length), items);
  return memory;
}

function findLibrary() {
  const packages = path.join(projectRoot, 'node_modules/@node-llama-cpp');
  const isLibrary = /(^|[\\/])(lib)?llama(\.v[\d.]+)?\.(so|dylib|dll)$/;
  const file = readdirSync(packages, { recursive: true, encoding: 'utf8' }).find((name) =>
    isLibrary.test(name),
  );
  if (file === undefined) throw new Error(`There is no llama.cpp library in ${packages}.`);
  return path.join(packages, file);
}
