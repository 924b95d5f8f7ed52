// Explain and Ask: conversations about the code at hand, one at a time, shown in the panel.
// Must not know how the panel looks or what prompts say.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import { translate } from '../../editor/translate.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import { type CodePlace, firstLines, type Prompt } from '../asking/prompt.ts';
import { shownCharacters } from '../asking/questionPrompts.ts';
import { codeFile, type SyntaxSource, targetOf, textRange } from '../run/activePlace.ts';
import type { InstructionInput } from '../run/instructionInput.ts';
import { unavailableMessage } from '../run/messages.ts';
import { placeIn } from '../run/proposalQuestions.ts';
import { mayRead, type Proposals } from '../run/proposals.ts';
import { AnswerView, type TalkList } from './answerView.ts';
import { pickAttachable } from './attachable.ts';
import { codePieces, languageNamed } from './codeColours.ts';
import { Conversation } from './conversation.ts';
import { explainedIn } from './explainedDefinition.ts';
import { useCode } from './useCode.ts';

export interface AnswersParts {
  readonly client: EngineClient;
  readonly privacy: DocumentPrivacy;
  readonly syntax: SyntaxSource;
  readonly input: InstructionInput;
  readonly proposals: Proposals;
  /** Says it where there is none. */
  readonly requireModel: () => Promise<boolean>;
  readonly log: Logger;
}

/** A conversation and the document that it is about. */
interface Talk {
  readonly conversation: Conversation;
  readonly document: vscode.TextDocument | undefined;
  /** What it is about. */
  readonly place: CodePlace;
  /** Key of the KV prefix: follow-up questions find all before them there. */
  readonly key: string;
  /** What is to be known about every answer; may be empty. */
  readonly note: string;
}

export class Answers implements vscode.Disposable {
  private readonly parts: AnswersParts;
  private readonly view: AnswerView;
  private readonly commands: vscode.Disposable;
  private talk: Talk | undefined;
  /** Those of this window, oldest first. */
  private talks: readonly Talk[] = [];
  private lastEditor = vscode.window.activeTextEditor;
  private running: vscode.CancellationTokenSource | undefined;

  constructor(parts: AnswersParts, extensionUri: vscode.Uri) {
    this.parts = parts;
    this.view = new AnswerView(
      extensionUri,
      {
        ask: (question) => void this.answer(question),
        stop: () => this.running?.cancel(),
        use: (code, where) => void this.use(code, where),
        open: (index) => this.open(index),
        attach: () => void this.attach(),
        closed: () => this.end(),
      },
      (code, language) => codePieces(code, parts.syntax.grammarOf(languageNamed(language))),
    );
    this.commands = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.lastEditor = editor ?? this.lastEditor;
      }),
      vscode.commands.registerCommand(rewriteCommandIds.explainSelection, () => this.explain()),
      vscode.commands.registerCommand(rewriteCommandIds.ask, (question?: unknown) =>
        this.ask(typeof question === 'string' ? question : undefined),
      ),
    );
  }

  dispose(): void {
    this.commands.dispose();
    this.view.dispose();
    this.end();
  }

  private async explain(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document;
    if (editor === undefined || document === undefined || !(await this.parts.requireModel())) return;
    if (!(await mayRead(this.parts.privacy, document))) return;
    const target = await targetOf(this.parts.syntax, document, editor.selection);
    if (target === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no code here to explain.'));
      return;
    }
    const file = codeFile(document);
    const [first, last] = [target.startOffset, target.endOffset].map(
      (at) => document.positionAt(at).line + 1,
    );
    const place = placeIn(file, target);
    const note = place.selection.length > shownCharacters ? tooLongToRead(place.selection, first ?? 1) : '';
    this.start({
      conversation: new Conversation(place, { definition: explainedIn(place, this.parts.syntax) }),
      document,
      place,
      key: randomUUID(),
      note,
    });
    await this.answer(vscode.l10n.t('Explain {0}, lines {1}–{2}', file.path, first ?? 1, last ?? 1));
  }

  private async ask(given: string | undefined): Promise<void> {
    if (!(await this.parts.requireModel())) return;
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document;
    const selection = editor?.selection;
    const admission = document === undefined ? Promise.resolve(true) : mayRead(this.parts.privacy, document);
    const title = vscode.l10n.t('Hearth: Ask');
    const prompt = vscode.l10n.t('Ask about the code at the cursor or in the selection, or anything else');
    const question = given ?? (await this.parts.input.ask(title, prompt, admission));
    if (question === undefined || !(await admission)) return;
    const firstLine = (selection?.start.line ?? 0) + 1;
    const place =
      document === undefined || selection === undefined
        ? placeIn({ languageId: 'plaintext', path: '', text: '' }, { startOffset: 0, endOffset: 0 })
        : placeIn(codeFile(document), textRange(document, selection));
    const note = place.selection.length > shownCharacters ? tooLongToRead(place.selection, firstLine) : '';
    this.start({ conversation: new Conversation(place), document, place, key: randomUUID(), note });
    await this.answer(question);
  }

  private start(talk: Talk): void {
    this.end();
    this.talk = talk;
    this.talks = [...this.talks, talk].slice(-maxTalks);
    this.view.begin(vscode.l10n.t('Hearth Answers'), this.listed());
  }

  /** By their first questions, that of the newest still to come. */
  private listed(): TalkList {
    const titles = this.talks.map(({ conversation }) => conversation.turns[0]?.question ?? '…');
    return { titles, current: this.talks.findIndex((talk) => talk === this.talk) };
  }

  private open(index: number): void {
    const talk = this.talks[index];
    if (talk === undefined || talk === this.talk) return;
    this.end();
    this.talk = talk;
    this.view.begin(vscode.l10n.t('Hearth Answers'), this.listed(), talk.conversation.turns);
  }

  private async attach(): Promise<void> {
    const { talk } = this;
    const picked = await pickAttachable(this.lastEditor?.document);
    if (picked === undefined || talk === undefined || talk !== this.talk) return;
    if (!(await mayRead(this.parts.privacy, picked.document))) return;
    talk.conversation.attach(placeIn(codeFile(picked.document), picked.range));
    this.view.attached(picked.label);
  }

  private async use(code: string, where: 'cursor' | 'selection'): Promise<void> {
    const editor = this.lastEditor;
    const asked = editor?.document === this.talk?.document ? this.talk?.place : undefined;
    await useCode(this.parts.proposals, editor, asked, code, where);
  }

  private end(): void {
    this.running?.cancel();
    this.running = undefined;
    this.talk = undefined;
  }

  private async answer(question: string): Promise<void> {
    const { talk } = this;
    if (talk === undefined || this.running !== undefined) return;
    const { conversation, document, key } = talk;
    if (document !== undefined && !(await mayRead(this.parts.privacy, document))) return;
    const source = new vscode.CancellationTokenSource();
    this.running = source;
    const prompt = conversation.begin(question);
    this.view.show(conversation.turns);
    if (conversation.turns.length === 1) this.view.list(this.listed());
    try {
      await this.stream(talk, prompt, key, source.token);
    } catch (error: unknown) {
      // The fault barrier of answers: a panel that still seems to write would be a lie.
      this.parts.log.error(`An answer failed: ${describeError(error)}`);
      conversation.end('failed', unavailableMessage('engineFailed', translate).text);
    } finally {
      source.dispose();
      if (this.running === source) this.running = undefined;
      if (this.talk === talk) this.view.show(conversation.turns);
    }
  }

  private async stream(
    talk: Talk,
    prompt: Prompt,
    conversation: string,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const result = await this.parts.client.generate(
      { ...prompt, conversation, generationId: randomUUID() },
      (delta) => {
        talk.conversation.add(delta);
        if (this.talk === talk && delta !== '') this.view.show(talk.conversation.turns);
      },
      token,
    );
    switch (result.kind) {
      case 'shown': {
        const isWhole =
          prompt.form !== undefined || /^(?:endOfText|stopText|repetition)$/.test(result.value.finishReason);
        talk.conversation.end(
          'complete',
          isWhole ? talk.note : vscode.l10n.t('The answer was cut off here.'),
        );
        return;
      }
      case 'silent':
        talk.conversation.end('failed', vscode.l10n.t('The model returned no answer.'));
        return;
      case 'cancelled':
        talk.conversation.end('stopped', vscode.l10n.t('Stopped.'));
        return;
      case 'unavailable':
        talk.conversation.end('failed', unavailableMessage(result.reason, translate).text);
    }
  }
}

const maxTalks = 20;

function tooLongToRead(selection: string, firstLine: number): string {
  const lastLine = firstLine + firstLines(selection, shownCharacters).split('\n').length - 2;
  return vscode.l10n.t('Only lines {0}–{1} were read: more does not fit.', firstLine, lastLine);
}
