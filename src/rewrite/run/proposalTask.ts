// What is to be written into a document, in one or several parts. Must not know how it is run.
import type * as vscode from 'vscode';
import type { Cancellation } from '../../base/cancellation.ts';
import type { TextRange } from '../../base/ranges.ts';
import type { ProposalQuestion } from './proposalRun.ts';

/** One piece of a document to be written anew. */
export interface ProposalPart {
  readonly region: TextRange;
  readonly question: ProposalQuestion;
}

export type FoundPart = ProposalPart | undefined;

/** Who hears of the cancellation changes nothing any more. */
export type FindPart = (cancellation: Cancellation) => FoundPart | Promise<FoundPart>;

export interface ProposalTask {
  readonly document: vscode.TextDocument;
  /** What the notification says while it runs. */
  readonly title: string;
  /**
   * Each is looked up when its turn comes, since those before have changed the text. Undefined when there is none; why
   * says whoever looked.
   */
  readonly parts: readonly FindPart[];
}
