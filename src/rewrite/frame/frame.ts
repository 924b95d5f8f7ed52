// The frame of a rewrite: what of the answer is given, what the model writes, and what is checked of what comes.
// Pure. Must not know documents, editors or where the answer comes from.
import type { FilledHole } from '../../../engine/protocol/chatProtocol.ts';
import type { FinishReason } from '../../../engine/protocol/finishProtocol.ts';
import type { TextRange } from '../../base/ranges.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { namesPrompt } from '../asking/namesPrompt.ts';
import type { Prompt } from '../asking/prompt.ts';
import { type AskedRewrite, rewritePrompt } from '../asking/rewritePrompt.ts';
import { asyncHead } from './asyncHead.ts';
import { bodyForm, writtenDefinitions } from './bodyForm.ts';
import {
  type Complaint,
  changedHeads,
  complaintForModel,
  isInHead,
  lostComments,
  lostEffects,
  lostStatements,
} from './checks.ts';
import type { CodeFacts, Definition } from './codeFacts.ts';
import { docForm } from './docForm.ts';
import { type Form, filledForm, formParts, holeCount, tokensOf } from './form.ts';
import { guardForm } from './guardForm.ts';
import {
  type InstructionKind,
  instructionKind,
  isAboutComments,
  isAboutHead,
  isAboutWhole,
  renamedBy,
} from './instructionKind.ts';
import { missingComments, withComments } from './keptComments.ts';
import { codeFacts } from './readCode.ts';
import { namesForm, namesToReplace, type Renaming, renamed, renamings } from './renameForm.ts';
import { testForm, testGap, testSubject, wholeStatements } from './testForm.ts';
import { translateForm } from './translateForm.ts';
import { typesForm } from './typesForm.ts';

export interface FramedCode {
  readonly languageId: string;
  /** Without the indentation that its lines share, `\n` line ends, no blank lines around. */
  readonly code: string;
  readonly instruction: string;
  readonly grammar: Grammar | undefined;
  /** Where in the code the problem is that is to be fixed. */
  readonly reported?: TextRange;
}

export interface Answered {
  readonly text: string;
  readonly holes: readonly FilledHole[];
  readonly finishReason: FinishReason;
}

export interface Frame {
  readonly kind: InstructionKind;
  /** Undefined where no model is needed: the instruction says all. */
  readonly prompt: Prompt | undefined;
  /** The code as far as it has come, whose lines but the last stay; undefined where it is known at the end alone. */
  readonly growing: ((answer: string) => string) | undefined;
  /** The code that follows from an answer; undefined where the answer is the code, to be cleaned. */
  readonly codeOf: ((answered: Answered) => string) | undefined;
  /** Whether an answer that came to no end is told as such; of a sentence cut short it is not. */
  readonly tellsCuts: boolean;
  /** Its lines end as they are written, whatever the document's statements do. */
  readonly keepsEnds?: boolean;
  /** The code with what it is to keep, as far as that has a place in it. */
  readonly keep?: (code: string) => string;
  /** What is wrong with a code, but for where it stands. */
  readonly check: (code: string) => Complaint | undefined;
  /** Names that are to be replaced, for whoever knows better where they are used. */
  readonly renamings: ((answered: Answered) => readonly Renaming[]) | undefined;
  /** Another try, which is told what was wrong. */
  readonly again: (answer: string, complaint: Complaint) => Frame | undefined;
}

const spareTokens = 260;

export function frameOf(framed: FramedCode): Frame {
  const { code, grammar, instruction } = framed;
  return new FrameMaker(framed, instructionKind(instruction), codeFacts(code, grammar)).make();
}

class FrameMaker {
  private readonly framed: FramedCode;
  private readonly kind: InstructionKind;
  private readonly facts: CodeFacts | undefined;
  /** A problem in a head is fixed there. */
  private readonly isInHead: boolean;

  constructor(framed: FramedCode, kind: InstructionKind, facts: CodeFacts | undefined) {
    this.framed = framed;
    this.kind = kind;
    this.facts = facts;
    this.isInHead = framed.reported !== undefined && isInHead(facts, framed.reported);
  }

  make(): Frame {
    const { facts, kind, framed } = this;
    const { instruction, languageId } = framed;
    // A form rests on the syntax: where that is broken, it would force what is broken.
    if (facts === undefined || facts.errorCount > 0) return this.open();
    const renaming = kind === 'rename' ? renamedBy(instruction, facts.only?.name) : undefined;
    if (renaming !== undefined && facts.identifiers.some(({ name }) => name === renaming.from))
      return this.renamedAs([renaming]);
    switch (kind) {
      case 'doc':
        return this.withForm(docForm(facts, languageId, instruction), false);
      case 'types':
        return this.withForm(typesForm(facts, languageId), false);
      case 'translate':
        return this.withForm(translateForm(facts), false);
      case 'rename':
        return this.withNames(facts);
      case 'test':
        return this.withTest(facts);
      case 'async':
        return this.withBodies(facts, asyncHead(languageId));
      case 'free':
        return isAboutHead(instruction) ? this.open() : this.withBodies(facts);
      case 'fix':
        return this.isInHead ? this.open() : this.withBodies(facts);
      case 'simplify':
      case 'handleErrors':
        return this.withBodies(facts);
    }
  }

  private withBodies(facts: CodeFacts, headOf?: (definition: Definition, head: string) => string): Frame {
    const { instruction } = this.framed;
    const written = writtenDefinitions(facts, instruction);
    if (written === undefined || (isAboutWhole(instruction) && this.kind === 'free')) return this.open();
    const { stopText } = this.asked();
    const options = { stopText, spareTokens, ...(headOf === undefined ? {} : { headOf }) };
    return this.withForm(bodyForm(facts, written, options), true);
  }

  private withForm(form: Form | undefined, isStreamed: boolean): Frame {
    if (form === undefined) return this.open();
    if (holeCount(form) === 0) return this.unchanged();
    const { prompt } = this.asked(form);
    return {
      kind: this.kind,
      prompt,
      growing: isStreamed ? (answer) => answer : undefined,
      codeOf: ({ holes }) => filledForm(form, holes),
      tellsCuts: isStreamed,
      keep: (code) => this.keep(code),
      check: (code) => this.check(code),
      renamings: undefined,
      again: (answer, complaint) => this.again(answer, complaint),
    };
  }

  /** There is nothing to do. */
  private unchanged(): Frame {
    return { ...this.renamedAs([]), kind: this.kind, codeOf: () => this.framed.code, renamings: undefined };
  }

  private withTest(facts: CodeFacts): Frame {
    const { prompt, stopText } = this.asked();
    const gap = testGap(this.framed.languageId);
    const subject = testSubject(facts, this.framed.languageId);
    const form = testForm(facts.code, gap, subject, stopText);
    return {
      ...this.withForm(form, false),
      tellsCuts: true,
      prompt: { ...prompt, ...formFields(form) },
      codeOf: ({ holes }) => wholeStatements(facts.code, gap, filledForm(form, holes), this.framed.grammar),
    };
  }

  private withNames(facts: CodeFacts): Frame {
    const names = namesToReplace(facts);
    if (names.length === 0) return this.unchanged();
    const { languageId, code } = this.framed;
    const form = namesForm(names);
    const found = ({ holes }: Answered) => renamings(facts, names, holes, languageId);
    return {
      ...this.renamedAs([]),
      prompt: { ...namesPrompt(languageId, code, names), ...formFields(form) },
      codeOf: (answered) => renamed(facts, found(answered), languageId),
      renamings: found,
    };
  }

  private renamedAs(changes: readonly Renaming[]): Frame {
    const { facts, framed } = this;
    if (facts === undefined) return this.open();
    return {
      kind: 'rename',
      prompt: undefined,
      growing: undefined,
      codeOf: () => renamed(facts, changes, framed.languageId),
      tellsCuts: false,
      check: () => undefined,
      renamings: () => changes,
      again: () => undefined,
    };
  }

  /** The answer is all of the code; what must stay is checked. */
  private open(): Frame {
    return {
      kind: this.kind,
      prompt: this.asked().prompt,
      growing: undefined,
      codeOf: undefined,
      tellsCuts: true,
      keep: (code) => this.keep(code),
      check: (code) => this.check(code),
      renamings: undefined,
      again: (answer, complaint) => this.again(answer, complaint),
    };
  }

  private again(answer: string, complaint: Complaint): Frame | undefined {
    const { facts, kind, framed } = this;
    // What may only be added to is given whole, but for what is added.
    const guarded = kind === 'handleErrors' && facts !== undefined ? this.guarded(facts) : undefined;
    if (guarded !== undefined) return { ...guarded, again: () => undefined };
    const first = this.make();
    if (first.prompt === undefined) return undefined;
    const { messages } = first.prompt;
    const told = { role: 'user' as const, text: `${complaintForModel(complaint)}\n\n${framed.instruction}` };
    const said = { role: 'assistant' as const, text: (first.prompt.answerStart ?? '') + answer };
    return {
      ...first,
      prompt: { ...first.prompt, messages: [...messages, said, told] },
      again: () => undefined,
    };
  }

  private guarded(facts: CodeFacts): Frame | undefined {
    const written = writtenDefinitions(facts, this.framed.instruction);
    const form = written === undefined ? undefined : guardForm(facts, written, this.asked().stopText);
    return form === undefined ? undefined : this.withForm(form, false);
  }

  private check(code: string): Complaint | undefined {
    const { facts, kind, framed } = this;
    if (facts === undefined) return undefined;
    const after = codeFacts(code, framed.grammar);
    if (after === undefined) return undefined;
    if (after.errorCount > facts.errorCount) return { kind: 'doesNotParse', names: [] };
    const isFree = kind === 'free' && (isAboutHead(framed.instruction) || isAboutWhole(framed.instruction));
    const changesHead = isFree || this.isInHead || kind === 'async' || kind === 'types' || kind === 'rename';
    const heads = changesHead ? undefined : changedHeads(facts, after);
    if (heads !== undefined) return heads;
    if (kind === 'handleErrors') {
      const names = lostStatements(facts.code, code);
      if (names.length > 0) return { kind: 'statementLost', names };
    }
    if (kind === 'simplify' || kind === 'async') {
      const names = lostEffects(facts, after, kind === 'async' ? 'statements' : 'all');
      if (names.length > 0) return { kind: 'effectLost', names };
    }
    const comments = this.keepsComments && kind !== 'fix' ? lostComments(facts, after) : [];
    return comments.length > 0 ? { kind: 'commentLost', names: comments } : undefined;
  }

  private get keepsComments(): boolean {
    const { kind, framed, facts } = this;
    const { instruction, reported } = framed;
    const isIn = (comment: TextRange) =>
      reported !== undefined &&
      comment.startOffset <= reported.endOffset &&
      reported.startOffset <= comment.endOffset;
    const isReported = facts?.comments.some(isIn) === true;
    return /^(?:simplify|async|handleErrors|fix)$/.test(kind) && !isAboutComments(instruction) && !isReported;
  }

  private keep(code: string): string {
    const { facts, framed } = this;
    const after = codeFacts(code, framed.grammar);
    if (facts === undefined || after === undefined || !this.keepsComments) return code;
    const kept = withComments(facts, after);
    if (kept === code) return code;
    const read = codeFacts(kept, framed.grammar);
    const isSound = read !== undefined && read.errorCount <= after.errorCount;
    // In a text of several lines it would be none.
    return isSound && missingComments(facts, read).length < missingComments(facts, after).length
      ? kept
      : code;
  }

  private asked(form?: Form): AskedRewrite {
    const { languageId, code, instruction } = this.framed;
    const asked = rewritePrompt(languageId, code, instruction);
    return form === undefined ? asked : { ...asked, prompt: { ...asked.prompt, ...formFields(form) } };
  }
}

export function formFields(form: Form): Pick<Prompt, 'form' | 'maxTokens'> {
  return { form: formParts(form), maxTokens: tokensOf(form) };
}
