// HTML as a value: whatever is put into it is text, unless it is HTML already. Pure.
import { escapeHtml } from './page.ts';

export interface Html {
  readonly html: string;
}

type Content = string | number | Html | readonly Html[];

/** A template's own text is taken as it is, so it must never be made of data. */
export function html(template: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: template.map((text, index) => text + encode(contents[index] ?? '')).join('') };
}

function encode(content: Content): string {
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return 'html' in content ? content.html : content.map((part) => part.html).join('');
}
