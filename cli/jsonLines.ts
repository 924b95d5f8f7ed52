// Requests and answers as JSON, one a line. Must not know what is asked.
import { createInterface } from 'node:readline';

/** Answers standard input's lines in order, one at a time; a bad line gets an error line, not an end. */
export async function answerLines(answer: (line: string) => Promise<unknown>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    try {
      console.log(JSON.stringify(await answer(line)));
    } catch (error: unknown) {
      console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  }
}

export interface RequestFields {
  readonly value: (name: string) => unknown;
  /** @throws Error naming the field when it is missing or of another type */
  readonly text: (name: string) => string;
}

/** @throws Error when the line is no JSON object. */
export function fieldsOf(line: string): RequestFields {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('A request is one JSON object.');
  const fields = parsed as Readonly<Record<string, unknown>>;
  return {
    value: (name) => fields[name],
    text: (name) => {
      const field = fields[name];
      if (typeof field !== 'string') throw new Error(`"${name}" must be a string.`);
      return field;
    },
  };
}
