// The file in which Hearth is tried, and where its cursor stands. Pure.

interface Sample {
  readonly text: string;
  readonly line: number;
  readonly character: number;
}

/** VS Code shows the first line as the file's title, so that is short. Code that says what comes next: any model of this size goes on with `total += value`. */
export function sampleAt(hints: readonly string[]): Sample {
  const marked = `// Hearth

${hints.map((hint) => `// ${hint}`).join('\n')}
function sum(values: number[]): number {
  let total = 0;
  for (const value of values) {
    █
  }
  return total;
}

function average(values: number[]): number {
}
`;
  const before = marked.slice(0, marked.indexOf('█')).split('\n');
  return {
    text: marked.replace('█', ''),
    line: before.length - 1,
    character: before.at(-1)?.length ?? 0,
  };
}
