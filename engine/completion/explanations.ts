// The last runs of the model, kept as they were, so that someone may look at them later: nothing is put into words
// before it is asked for. Must not know the wire, the KV cache or the editor.
import type { DecodeResult } from '../decoding/growingAnswer.ts';
import type { ControlTokens } from '../gguf/controlTokens.ts';
import type { Vocabulary } from '../llama/backend.ts';
import type { ChosenPiece, ExplainedRun, PromptPiece } from '../protocol/explainProtocol.ts';
import type { CompletePurpose } from '../protocol/protocol.ts';

/** A run that ended with an answer. */
export interface KeptRun {
  readonly owner: string;
  readonly documentUri: string;
  readonly purpose: CompletePurpose;
  readonly isManual: boolean;
  readonly tokens: readonly number[];
  readonly forced: Uint8Array;
  readonly reused: number;
  readonly isNear: boolean;
  readonly result: DecodeResult;
}

const keptRuns = 6;

export class Explanations {
  private readonly vocabulary: Vocabulary;
  private runs: readonly KeptRun[] = [];

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  keep(run: KeptRun): void {
    this.runs = [run, ...this.runs.slice(0, keptRuns - 1)];
  }

  release(isOwner: (owner: string) => boolean): void {
    this.runs = this.runs.filter(({ owner }) => !isOwner(owner));
  }

  runsOf(isOwner: (owner: string) => boolean): number {
    return this.runs.filter(({ owner }) => isOwner(owner)).length;
  }

  /** Newest first. */
  explain(isOwner: (owner: string) => boolean): readonly ExplainedRun[] {
    return this.runs.filter(({ owner }) => isOwner(owner)).flatMap((run) => this.explained(run));
  }

  private explained(run: KeptRun): readonly ExplainedRun[] {
    const { documentUri, purpose, isManual, reused, isNear, tokens, forced, result } = run;
    if (typeof result.finish === 'object') return [];
    return [
      {
        documentUri,
        purpose,
        isManual,
        reused,
        isNear,
        prompt: promptPieces(tokens, this.vocabulary),
        forcedText: new TextDecoder().decode(forced),
        answer: this.chosenPieces(result),
        text: result.text,
        finishReason: result.finish,
      },
    ];
  }

  private chosenPieces({ choices, forks }: DecodeResult): readonly ChosenPiece[] {
    const texts = promptPieces(
      choices.map(({ token }) => token),
      this.vocabulary,
    );
    return choices.map(({ probability }, index) => {
      const fork = forks.find(({ at }) => at === index);
      const text = texts[index]?.text ?? '';
      if (fork === undefined) return { text, probability };
      const [runnerUp] = promptPieces([fork.runnerUp.token], this.vocabulary);
      return { text, probability, runnerUp: { text: runnerUp?.text ?? '', odds: fork.odds } };
    });
  }
}

/** Tokens as text; those that are no text by their usual names. */
export function promptPieces(
  tokens: readonly number[],
  { tokenBytes, control }: Vocabulary,
): readonly PromptPiece[] {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  return tokens.map((token, index) => {
    const bytes = tokenBytes[token];
    if (bytes === undefined) return { text: controlName(token, control), isControl: true };
    // What does not become a character before the text ends is shown as what it is: no character.
    const next = tokens[index + 1];
    const stream = next !== undefined && tokenBytes[next] !== undefined;
    return { text: utf8.decode(bytes, { stream }), isControl: false };
  });
}

function controlName(token: number, control: ControlTokens): string {
  const names: readonly (readonly [number | undefined, string])[] = [
    [control.fimPrefix, 'fim_prefix'],
    [control.fimSuffix, 'fim_suffix'],
    [control.fimMiddle, 'fim_middle'],
    [control.turnStart, 'im_start'],
    [control.turnEnd, 'im_end'],
    [control.documentStart, 'endoftext'],
  ];
  const name = names.find(([known]) => known === token)?.[1] ?? `token ${token}`;
  return `<|${name}|>`;
}
