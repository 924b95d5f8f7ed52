// VS Code's globs, matched in time proportional to pattern times path: whoever opens a folder does not choose its
// settings, and backtracking over many stars takes seconds. Pure. Must not know what is matched for.
// Source of the syntax: VS Code's "Glob Patterns Reference"; of the way to match: Ken Thompson, "Regular Expression
// Search Algorithm" (1968).

/** What one step of matching may take; targets are places in the program. */
type Instruction =
  | { readonly kind: 'character'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'either'; readonly targets: readonly number[] }
  | { readonly kind: 'end' };

type Piece =
  | { readonly kind: 'character'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'repeat' | 'maybe'; readonly body: readonly Piece[] }
  | { readonly kind: 'alternatives'; readonly bodies: readonly (readonly Piece[])[] };

export class Glob {
  private readonly program: readonly Instruction[];

  /** Upper and lower case are the same: which a file system has cannot be told, and more is hidden so. */
  constructor(pattern: string) {
    const program: Instruction[] = [];
    emit(piecesOf(Array.from(pattern.toLowerCase().replace(/\/$/, ''))), program);
    this.program = [...program, { kind: 'end' }];
  }

  /** @param onStep called for each instruction that is looked at */
  matches(path: string, onStep: () => void = () => {}): boolean {
    let places = this.follow([0], onStep);
    for (const character of path.toLowerCase()) {
      const next: number[] = [];
      for (const place of places) {
        const instruction = this.program[place];
        if (instruction?.kind === 'character' && instruction.fits(character)) next.push(place + 1);
      }
      if (next.length === 0) return false;
      places = this.follow(next, onStep);
    }
    return [...places].some((place) => this.program[place]?.kind === 'end');
  }

  /** All places that are reached without another character, each once. */
  private follow(starts: readonly number[], onStep: () => void): ReadonlySet<number> {
    const reached = new Set<number>();
    const left = [...starts];
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      if (reached.has(place)) continue;
      reached.add(place);
      onStep();
      const instruction = this.program[place];
      if (instruction?.kind === 'either') left.push(...instruction.targets);
    }
    return reached;
  }
}

function emit(pieces: readonly Piece[], program: Instruction[]): void {
  for (const piece of pieces) {
    const start = program.length;
    if (piece.kind === 'character') {
      program.push(piece);
      continue;
    }
    program.push({ kind: 'end' });
    const bodies = piece.kind === 'alternatives' ? piece.bodies : [piece.body];
    const starts: number[] = [];
    const ends: number[] = [];
    for (const body of bodies) {
      starts.push(program.length);
      emit(body, program);
      ends.push(program.length);
      program.push({ kind: 'end' });
    }
    const after = program.length;
    const isSkippable = piece.kind !== 'alternatives';
    program[start] = { kind: 'either', targets: isSkippable ? [...starts, after] : starts };
    for (const end of ends)
      program[end] = { kind: 'either', targets: [piece.kind === 'repeat' ? start : after] };
  }
}

const literal = (wanted: string): Piece => ({ kind: 'character', fits: (character) => character === wanted });
const inName: Piece = { kind: 'character', fits: (character) => character !== '/' };
const any: Piece = { kind: 'character', fits: () => true };
const repeated = (body: Piece): Piece => ({ kind: 'repeat', body: [body] });

function piecesOf(pattern: readonly string[]): readonly Piece[] {
  const names = splitOutside(pattern, '/');
  return names.flatMap((name, index) => {
    const isLast = index === names.length - 1;
    const next = names[index + 1];
    if (isAnyDepth(name)) {
      if (!isLast) return [{ kind: 'maybe', body: [repeated(any), literal('/')] }];
      return index === 0 ? [repeated(any)] : [{ kind: 'maybe', body: [literal('/'), repeated(any)] }];
    }
    const isBeforeLastDepth = next !== undefined && isAnyDepth(next) && index === names.length - 2;
    return isLast || isBeforeLastDepth ? piecesOfName(name) : [...piecesOfName(name), literal('/')];
  });
}

function isAnyDepth(name: readonly string[]): boolean {
  return name.length === 2 && name[0] === '*' && name[1] === '*';
}

function piecesOfName(name: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < name.length; at++) {
    const character = name[at] ?? '';
    const end = character === '{' || character === '[' ? closeOf(name, at) : -1;
    if (end !== -1) {
      const inside = name.slice(at + 1, end);
      pieces.push(character === '{' ? alternatives(inside) : oneOf(inside));
      at = end;
    } else if (character === '*') {
      if (name[at - 1] !== '*') pieces.push(repeated(inName));
    } else {
      pieces.push(character === '?' ? inName : literal(character));
    }
  }
  return pieces;
}

function alternatives(inside: readonly string[]): Piece {
  return { kind: 'alternatives', bodies: splitOutside(inside, ',').map(piecesOf) };
}

function oneOf(inside: readonly string[]): Piece {
  const isNegated = inside[0] === '!' || inside[0] === '^';
  const members = isNegated ? inside.slice(1) : inside;
  const holds = (character: string) =>
    members.some((member, at) => {
      if (member === character) return true;
      const [dash, last] = members.slice(at + 1, at + 3);
      return dash === '-' && last !== undefined && member <= character && character <= last;
    });
  return { kind: 'character', fits: (character) => character !== '/' && holds(character) !== isNegated };
}

/** Where what opens at a place is closed; -1 when it never is, and then it is an ordinary character. */
function closeOf(text: readonly string[], open: number): number {
  // A bracket may hold a closing one as its first member.
  if (text[open] === '[') return text.indexOf(']', open + 2);
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** The parts between separators that stand in no braces and no brackets. */
function splitOutside(text: readonly string[], separator: string): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const end = character === '{' || character === '[' ? closeOf(text, at) : -1;
    if (end !== -1) {
      parts.at(-1)?.push(...text.slice(at, end + 1));
      at = end;
    } else if (character === separator) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(character);
    }
  }
  return parts;
}
