// The card's calculator: what its controls offer, what they ask, and the answer's rows. Pure.
// Must not know how memory is estimated, nor how rows are drawn.
import type { InspectResult } from '../../../engine/protocol/modelProtocol.ts';
import type { Translate } from '../../base/translation.ts';
import {
  estimateMemory,
  type MemoryQuestion,
  type Quantization,
  quantizations,
  type WeightPacking,
} from '../memory/memoryEstimate.ts';
import { keptFiles, nearSequences } from '../memory/publishedMemory.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export interface MemoryRow {
  readonly label: string;
  readonly bytes: number;
  readonly isTotal: boolean;
}

const contextSizes: readonly number[] = [1024, 2048, 4096, 8192, 16_384, 32_768];
const fileCounts: readonly number[] = [1, 2, 4, keptFiles];

/** With what a control of the page says; what is no usable number leaves the question as it was. */
export function askedQuestion(control: string, value: string, before: MemoryQuestion): MemoryQuestion {
  const number = Number(value);
  const isUsable = Number.isInteger(number) && number > 0;
  switch (control) {
    case 'context':
      return isUsable ? { ...before, contextTokens: number } : before;
    case 'files':
      return isUsable ? { ...before, sequences: number + nearSequences } : before;
    case 'quantization': {
      const quantization = quantizations.find((known) => known === value);
      return quantization === undefined ? before : { ...before, quantization };
    }
    default:
      return before;
  }
}

export function usualQuestion(
  contextTokens: number,
  sequences: number,
  packing: WeightPacking,
): MemoryQuestion {
  return { contextTokens, sequences, quantization: 'file', packing };
}

export function contextChoices(chosen: number, format: (value: number) => string): readonly SelectOption[] {
  return numberChoices(contextSizes, chosen, format);
}

/** Of files: the sequences for near parts are there besides. */
export function fileChoices(sequences: number, format: (value: number) => string): readonly SelectOption[] {
  return numberChoices(fileCounts, Math.max(1, sequences - nearSequences), format);
}

function numberChoices(
  usual: readonly number[],
  chosen: number,
  format: (value: number) => string,
): readonly SelectOption[] {
  return [...new Set([...usual, chosen])]
    .toSorted((left, right) => left - right)
    .map((value) => ({ value: String(value), label: format(value), isChosen: value === chosen }));
}

export function quantizationChoices(
  { shape }: InspectResult,
  chosen: string,
  t: Translate,
): readonly SelectOption[] {
  return quantizations
    .filter((value) => value !== shape.quantization)
    .map((value) => ({
      value,
      label: labelOf(value, shape.quantization, t),
      isChosen: value === chosen,
    }));
}

function labelOf(value: Quantization, inFile: string, t: Translate): string {
  if (value === 'file') return t('{0} (as in the file)', inFile);
  return value === 'Q4_0' ? t('Q4_0 with 8-bit keys and values') : value;
}

export function memoryRows(
  model: InspectResult,
  question: MemoryQuestion,
  t: Translate,
): readonly MemoryRow[] {
  const estimate = estimateMemory(model, question);
  return [
    { label: t('Weights'), bytes: estimate.weightBytes, isTotal: false },
    { label: t('KV cache'), bytes: estimate.kvCacheBytes, isTotal: false },
    { label: t('Working memory'), bytes: estimate.workingBytes, isTotal: false },
    { label: t('Together'), bytes: estimate.totalBytes, isTotal: true },
  ];
}
