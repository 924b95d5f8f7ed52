// Finds the texts that the sources hand to `l10n.t`, directly or through a function given for it, by syntax trees.
// Must not know translations.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

export interface FoundTexts {
  readonly texts: ReadonlySet<string>;
  /** Calls whose text cannot be read off, and texts that people see without a translation; as `file:line what`. */
  readonly faults: readonly string[];
}

/** How the sources name the function that translates. */
const translators: ReadonlySet<string> = new Set(['vscode.l10n.t', 'l10n.t', 't', 'translate']);
/** What VS Code shows of an object. */
const shownProperties: ReadonlySet<string> = new Set([
  'title',
  'label',
  'detail',
  'description',
  'tooltip',
  'placeHolder',
  'placeholder',
  'prompt',
]);
const shownCalls = /^vscode\.window\.(show\w+Message|setStatusBarMessage)$/;
const wasm = (name: string) => path.join('node_modules/@vscode/tree-sitter-wasm/wasm', name);

export async function translatableTexts(folder: string): Promise<FoundTexts> {
  await Parser.init({ wasmBinary: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm') });
  const parser = new Parser().setLanguage(await Language.load(wasm('tree-sitter-typescript.wasm')));
  const texts = new Set<string>();
  const faults: string[] = [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((file) => file.endsWith('.ts'))) {
    const tree = parser.parse(readFileSync(path.join(folder, name), 'utf8'));
    if (tree === null) throw new Error(`${name} was not parsed.`);
    const fault = (node: Node, what: string) => faults.push(`${name}:${node.startPosition.row + 1} ${what}`);
    for (const call of tree.rootNode.descendantsOfType('call_expression')) {
      if (call === null) continue;
      const callee = call.childForFieldName('function')?.text ?? '';
      const argument = call.childForFieldName('arguments')?.namedChild(0) ?? undefined;
      if (argument === undefined) continue;
      if (translators.has(callee)) {
        if (argument.type === 'string') texts.add(valueOf(argument));
        else if (!isHandedOn(argument)) fault(call, `translates ${argument.text}`);
      } else if (shownCalls.test(callee) && isLiteral(argument)) fault(call, `shows ${argument.text}`);
    }
    for (const pair of tree.rootNode.descendantsOfType('pair')) {
      const value = pair?.childForFieldName('value') ?? undefined;
      if (pair === null || value === undefined || !isLiteral(value)) continue;
      // What the client says of processes goes to the log.
      if (name.startsWith('client')) continue;
      if (shownProperties.has(pair.childForFieldName('key')?.text ?? '') && isProse(value.text))
        fault(pair, `shows ${value.text}`);
    }
    tree.delete();
  }
  parser.delete();
  return { texts, faults };
}

/** `(message, ...values) => vscode.l10n.t(message, ...values)` is where the function comes from that others are given. */
function isHandedOn(argument: Node): boolean {
  return argument.type === 'identifier' && argument.text === 'message';
}

function isLiteral({ type }: Node): boolean {
  return type === 'string' || type === 'template_string';
}

/** A name alone is no sentence, and is the same in every language. */
function isProse(literal: string): boolean {
  return /\p{Ll} ?\p{Ll}+ \p{L}/u.test(literal.replaceAll(/\$\{[^}]*\}|\$\([^)]*\)/g, ''));
}

function valueOf(literal: Node): string {
  const pieces = literal.namedChildren.map((piece) => {
    if (piece?.type !== 'escape_sequence') return piece?.text ?? '';
    return piece.text === "\\'" ? "'" : String(JSON.parse(`"${piece.text}"`));
  });
  return pieces.join('');
}
