// What a model's card says of its file, row by row. Pure; strings come translated from the caller.
// Must not know how it is drawn.
import type { InspectResult } from '../../../engine/protocol/modelProtocol.ts';
import type { Translate } from '../../base/translation.ts';

export interface CardRow {
  readonly label: string;
  readonly value: string;
}

export interface CardRowsParts {
  readonly model: InspectResult;
  /** The publisher's, where Hearth knows the file; many files do not say theirs. */
  readonly publishedLicence: string | undefined;
  readonly format: (value: number) => string;
  readonly t: Translate;
}

const million = 1e6;

export function cardRows({ model, publishedLicence, format, t }: CardRowsParts): readonly CardRow[] {
  const { shape, metadata } = model;
  const epsilon = metadata[`${shape.architecture}.attention.layer_norm_rms_epsilon`];
  const ratio = shape.queryHeads / shape.keyValueHeads;
  const yesOrNo = (is: boolean) => (is ? t('Yes') : t('No'));
  const rows: readonly (readonly [string, string])[] = [
    [t('Architecture'), shape.architecture],
    [
      t('Parameters'),
      t('{0} ({1} million)', format(shape.parameters), format(Math.round(shape.parameters / million))),
    ],
    [t('Quantization'), quantizationOf(model, t)],
    [t('Layers'), format(shape.layers)],
    [t('Hidden size'), format(shape.hiddenSize)],
    [t('Feed-forward size'), format(shape.feedForwardSize)],
    [t('Query heads'), format(shape.queryHeads)],
    [t('Key and value heads'), format(shape.keyValueHeads)],
    [t('Head dimension'), format(shape.headDimension)],
    [t('Grouped-query ratio'), t('{0} query heads share one key and value head', format(ratio))],
    [t('RoPE theta'), format(shape.ropeTheta)],
    // The file says only the epsilon: the rest is what llama.cpp computes for this architecture.
    [t('Norm'), epsilon === undefined ? 'RMSNorm' : `RMSNorm, ε = ${String(epsilon)}`],
    [t('Activation'), 'SwiGLU (SiLU)'],
    [t('Vocabulary'), t('{0} tokens', format(shape.vocabularySize))],
    [t('Context length'), t('{0} tokens', format(shape.trainedContextTokens))],
    [t('KV cache of a token'), t('{0} bytes', format(shape.kvBytesPerToken))],
    [t('Fills in the middle'), yesOrNo(model.family === 'fillInTheMiddle')],
    [t('Follows instructions'), yesOrNo(model.canChat)],
    [t('Licence'), model.licence ?? publishedLicence ?? t('The file does not say.')],
    [t('Size of the file'), t('{0} bytes', format(model.fileBytes))],
  ];
  return rows.map(([label, value]) => ({ label, value }));
}

function quantizationOf({ shape, weights }: InspectResult, t: Translate): string {
  const head = weights.outputHead?.type ?? t('the embedding');
  return t(
    '{0} (layers {1}, embedding {2}, output head {3})',
    quantizationName(shape.quantization, weights, t),
    weights.layerMatrices.type,
    weights.embedding.type,
    head,
  );
}

/** What the file calls itself, or what Hearth's own conversion makes. */
function quantizationName(
  name: string,
  { layerMatrices, keysAndValues }: InspectResult['weights'],
  t: Translate,
): string {
  const isFine = layerMatrices.type === 'Q4_0' && keysAndValues.type === 'Q8_0';
  return isFine ? t('Q4_0 with 8-bit keys and values') : name;
}
