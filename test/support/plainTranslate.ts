// Texts as they are in the source, with their values put in: what VS Code does in English.
import type { Translate } from '../../src/base/translation.ts';

export const plainTranslate: Translate = (message, ...values) =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
