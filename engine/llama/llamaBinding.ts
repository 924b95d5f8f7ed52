// Starts node-llama-cpp and says in plain words why it cannot run or load a file.
// Must not know models, contexts or prompts.
import { getLlama, type Llama } from 'node-llama-cpp';
import { EngineError } from '../base/engineError.ts';
import type { Device } from './gpuFallback.ts';

/** @throws EngineError `bindingUnavailable` */
export async function startBinding(
  device: Device['kind'],
  threads: number,
  onLog: (line: string) => void,
): Promise<Llama> {
  try {
    return await getLlama({
      gpu: device === 'gpu' ? 'auto' : false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      ...(threads > 0 ? { maxThreads: threads } : {}),
      logger: (level, message) => onLog(`llama.cpp ${level}: ${message.trimEnd()}`),
    });
  } catch (cause: unknown) {
    const system = `${process.platform}-${process.arch}${isMusl() ? ' with musl' : ''}`;
    throw new EngineError(
      'bindingUnavailable',
      `The inference library does not run on this system (${system}). Hearth needs Windows, macOS, or Linux with glibc 2.35 or newer.`,
      { cause },
    );
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as {
    readonly header?: { readonly glibcVersionRuntime?: string };
  };
  return report.header?.glibcVersionRuntime === undefined;
}

/** @param printed errors of llama.cpp, the first first */
export function loadError(cause: unknown, printed: readonly string[]): EngineError {
  const said = cause instanceof Error ? cause.message : String(cause);
  // The binding says no more than that it failed, and so does llama.cpp in the end; before that it has said why.
  const short = [...printed, said].find((line) => /insufficient|out of memory|alloc/i.test(line));
  if (short !== undefined) {
    return new EngineError('outOfMemory', `There is not enough free memory for this model: ${short}`, {
      cause,
    });
  }
  const detail = printed[0] ?? said;
  return new EngineError(
    'modelInvalid',
    `The model file cannot be loaded; it is damaged or incomplete. Fetch it again. (${detail})`,
    { cause },
  );
}
