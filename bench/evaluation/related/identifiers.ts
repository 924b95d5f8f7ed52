// Identifiers of code, found without a grammar; and those in use near a cursor, weighed. Pure.

/** Everything beyond ASCII counts as a letter, which is cheaper than Unicode classes and as good here. */
const identifier = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g;
const minCharacters = 3;

/** Words of the languages themselves: they are in every file and tell nothing. */
const keywords = new Set(
  `abstract and any as assert async await bool boolean break case catch char class const constructor continue
  debugger declare def default del delete double elif else end enum except export extends extern false False final
  finally float fn for foreach from func function get global goto if impl implements import in include infer
  instanceof int interface internal is keyof lambda let long match mod module mut namespace never new nil None not
  null number object operator or out override package pass private protected public pub raise readonly record ref
  require return satisfies sealed self Self set short signed sizeof static str string struct super switch symbol
  template this throw throws trait true True try type typedef typeof undefined union unknown unsigned use using val
  var virtual void where while with yield`.split(/\s+/),
);

/** Members that nearly every value has: a definition elsewhere of that name is hardly the one that is meant. */
const commonMembers = new Set(
  `add all append apply bind call catch clear close concat copy create data delete dispose entries error every
  exec extend filter find first flat flatMap forEach format get has includes index indexOf init insert items join
  key keys kind last length list load log main map match message name next open options parse path pop push put
  read reduce remove replace reset result reverse run save set size slice some sort splice split start state
  status stop strip test text then toString trim type update url value values write __init__ constructor`.split(
    /\s+/,
  ),
);

export function isCommonMember(name: string): boolean {
  return commonMembers.has(name);
}

export function identifiersIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const [name] of text.matchAll(identifier)) {
    if (isTelling(name)) names.add(name);
  }
  return names;
}

const declaration =
  /\b(?:class|interface|type|enum|struct|trait|record|module|namespace|function\*?|def|func|fn|const|let|var|val)[ \t]+(?:\([^)\n]{0,100}\)[ \t]*)?(?:mut[ \t]+)?([A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)/g;
const functionHead =
  /^[ \t]*(?:[\w$<>[\].*&]{1,80}[ \t]+){0,6}([A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)[ \t]*\([^\n]{0,500}\{[ \t\r]*$/gm;

/** Bigger texts are generated or data. */
const maxDeclaringCharacters = 300_000;

/** Names that a text declares, as far as its lines tell: it changes too often for a parse of its own. */
export function declaredNames(ownText: string): Set<string> {
  const text = ownText.slice(0, maxDeclaringCharacters);
  const declared = [...text.matchAll(declaration), ...text.matchAll(functionHead)];
  return new Set(declared.map(([, name]) => name ?? '').filter(isTelling));
}

export interface IdentifierUses {
  /** How much a name matters: sums over the lines where it stands, of weights that fall with the distance. */
  readonly weights: ReadonlyMap<string, number>;
  /** The same, of uses behind `.`, `->` or `::` alone. */
  readonly memberWeights: ReadonlyMap<string, number>;
}

/** A line's weight is this much less than that of the next one. */
const decay = 0.9;

/** @param lines The last one is the cursor's. */
export function weighIdentifiers(lines: readonly string[]): IdentifierUses {
  const weights = new Map<string, number>();
  const memberWeights = new Map<string, number>();
  lines.forEach((line, index) => {
    const weight = decay ** (lines.length - 1 - index);
    for (const match of line.matchAll(identifier)) {
      const [name] = match;
      if (!isTelling(name)) continue;
      weights.set(name, (weights.get(name) ?? 0) + weight);
      const isMember = /(?:\.|->|::)$/.test(line.slice(Math.max(match.index - 2, 0), match.index));
      if (isMember) memberWeights.set(name, (memberWeights.get(name) ?? 0) + weight);
    }
  });
  return { weights, memberWeights };
}

function isTelling(name: string): boolean {
  return name.length >= minCharacters && !keywords.has(name);
}

/** Of two sets, 0 to 1; two empty sets have nothing in common. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, big] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const item of small) if (big.has(item)) shared++;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}
