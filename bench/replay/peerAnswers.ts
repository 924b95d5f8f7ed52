// llama.vscode 0.0.63's own rules of which answers it keeps, finds again and shows. Pure but for remembering.
// Must not know who answers, nor Hearth's rules.

const maxCharactersRight = 8;
const cachedAnswers = 250;

export interface PeerPlace {
  readonly before: string;
  readonly after: string;
}

export function peerPlace(text: string, offset: number): PeerPlace {
  return { before: text.slice(0, offset), after: text.slice(offset) };
}

/** With more than a few characters right of the cursor it asks nobody. */
export function isAskedFor({ after }: PeerPlace): boolean {
  return firstLine(after).length <= maxCharactersRight;
}

/** The text of an answer's line; nothing when it is empty, the rest of the line or the next line; without what the rest of the line says again. */
export function peerShows(answer: string, { after }: PeerPlace): string | undefined {
  const [restOfLine = '', nextLine = ''] = after.split('\n');
  const line = firstLine(answer);
  const rest = restOfLine.trim();
  const isRepeat = line.trim() === rest || (rest === '' && line.trim() === nextLine.trim());
  if (line.trim() === '' || isRepeat) return undefined;
  const text = rest !== '' && line.trimEnd().endsWith(rest) ? line.trimEnd().slice(0, -rest.length) : line;
  return text.trim() === '' ? undefined : text;
}

export class PeerAnswers {
  /** By everything before and after the cursor; the last used last. */
  private readonly cache = new Map<string, string>();

  /** Goes back over the line for an answer that what was typed since agrees with. */
  find({ before, after }: PeerPlace): string | undefined {
    const lineStart = before.lastIndexOf('\n') + 1;
    for (let end = before.length; end >= lineStart; end--) {
      const place = { before: before.slice(0, end), after };
      const answer = this.cache.get(keyOf(place));
      const typed = before.slice(end);
      if (answer?.startsWith(typed) !== true || (typed !== '' && answer.length === typed.length)) continue;
      this.keep(place, answer);
      return answer.slice(typed.length);
    }
    return undefined;
  }

  keep(place: PeerPlace, answer: string): void {
    const key = keyOf(place);
    this.cache.delete(key);
    this.cache.set(key, answer);
    const [oldest] = this.cache.keys();
    if (oldest !== undefined && this.cache.size > cachedAnswers) this.cache.delete(oldest);
  }

  /** Where it computes what follows a suggestion once that is accepted; undefined where it has done so. */
  placeAhead({ before, after }: PeerPlace, shown: string): PeerPlace | undefined {
    const ahead = { before: before + shown, after };
    return this.find(ahead) === undefined ? ahead : undefined;
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function keyOf({ before, after }: PeerPlace): string {
  return `${before}\u0000${after}`;
}
