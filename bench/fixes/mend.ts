// Has a reported problem mended as the editor's command does, and looks at what came of it.
// Must not know which problems there are, nor how results are added up.
import { enclosingBlocks } from '../../src/context/syntax/enclosingBlocks.ts';
import type { Grammar } from '../../src/context/syntax/grammars.ts';
import { fixPlace } from '../../src/rewrite/fix/fixPlace.ts';
import { framedFix } from '../../src/rewrite/fix/framedFix.ts';
import type { CleanRewrite } from '../../src/rewrite/frame/framedRewrite.ts';
import { newErrors } from '../../src/rewrite/run/newErrors.ts';
import { placeIn } from '../../src/rewrite/run/proposalQuestions.ts';
import { lineCount } from '../../src/rewrite/run/targets.ts';
import type { ServerPosition, TypescriptServer } from '../evaluation/serverFacts/typescriptServer.ts';
import type { Rewriter } from '../rewrite/rewriter.ts';
import type { ReportedProblem } from './problems.ts';

export type MendedEnd =
  /** The code is as it was before the mistake. */
  | 'right'
  /** Nothing is reported any more. */
  | 'otherwise'
  /** Something is still reported. */
  | 'stillReported'
  | 'tooManyLines'
  | Exclude<CleanRewrite['kind'], 'rewrite'>;

export interface Mended {
  readonly end: MendedEnd;
  readonly selection: string;
  readonly text: string;
  /** Answers of the model. */
  readonly tries: number;
}

/** The editor's limit. */
const maxRewriteLines = 40;

export class Mender {
  private readonly rewriter: Rewriter;
  private readonly server: TypescriptServer;
  private readonly grammar: Grammar;

  constructor(rewriter: Rewriter, server: TypescriptServer, grammar: Grammar) {
    this.rewriter = rewriter;
    this.server = server;
    this.grammar = grammar;
  }

  async mend({ file, filePath, text, diagnostic, knownErrors }: ReportedProblem): Promise<Mended> {
    const { languageId } = file;
    const { start, end } = diagnostic.range;
    const tree = this.grammar.parse(text, undefined, 60_000);
    const problem = { startOffset: offsetOf(text, start), endOffset: offsetOf(text, end) };
    const { message, source } = diagnostic;
    const { region: target, meant } = fixPlace(text, { reported: problem, message, languageId }, (offset) =>
      tree === undefined ? undefined : enclosingBlocks(tree, this.grammar, offset),
    );
    tree?.delete();
    const done = (as: MendedEnd, result = '', tries = 0): Mended => ({
      end: as,
      selection: text.slice(target.startOffset, target.endOffset),
      text: result,
      tries,
    });
    if (lineCount(text, target) > maxRewriteLines) return done('tooManyLines');
    const line = text.slice(0, meant.startOffset).split('\n').length - 1;
    const reported = { message, source, lineText: text.split('\n')[line] ?? '', range: meant };
    const place = placeIn({ languageId, path: file.path, text }, target);
    const { clean, decoded } = await this.rewriter.rewrite(framedFix(place, reported, this.grammar));
    const tries = decoded.length;
    if (clean.kind !== 'rewrite') return done(clean.kind, '', tries);
    const mended = text.slice(0, target.startOffset) + clean.text + text.slice(target.endOffset);
    if (withoutBlanks(mended) === withoutBlanks(file.text)) return done('right', clean.text, tries);
    const left = newErrors(knownErrors, await this.server.errorsIn(filePath, languageId, mended));
    return done(left.length === 0 ? 'otherwise' : 'stillReported', clean.text, tries);
  }
}

function offsetOf(text: string, { line, character }: ServerPosition): number {
  let offset = 0;
  for (let at = 0; at < line; at++) offset = text.indexOf('\n', offset) + 1;
  return offset + character;
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
