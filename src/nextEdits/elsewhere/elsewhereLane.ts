// Broken elsewhere: after a name was changed at its declaration, or a parameter went, the places in other open documents
// that a language server reports for it. Gone with the next key. Knows no VS Code.
import { describeError, type Logger } from '../../base/log.ts';
import type { TextRange } from '../../base/ranges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import { changedParameter, parameterKey } from '../calls/changedParameter.ts';
import type { RestingEdit } from '../edits/editHistory.ts';
import { type Series, seriesOf } from '../offer/series.ts';
import type { RepeatSyntax } from '../repeat/repeatLane.ts';
import { induceRules } from '../rules/induceRule.ts';
import { brokenElsewhere, type ChangedDeclaration, type Rename } from './brokenElsewhere.ts';

export interface ElsewhereLaneParts {
  readonly syntax: Pick<RepeatSyntax, 'prepare' | 'factsIn'>;
  /** Open documents that may be looked into, all but this one. */
  readonly othersThan: (uri: string) => readonly DocumentSnapshot[];
  /** What a server reports of a document now. */
  readonly errorsIn: (uri: string) => readonly TextRange[];
  readonly isSilenced: (ruleKey: string) => boolean;
  readonly setTimer: SetTimer;
  readonly log: Logger;
  /** Of one document; of the next one when that is done. */
  readonly onElsewhere: (series: Series, document: DocumentSnapshot) => void;
}

/** Reports come in parts. */
const settleMs = 400;

interface Watched {
  readonly uri: string;
  readonly ruleKey: string;
  /** What stands in every place that can be meant. */
  readonly name: string;
  readonly changed: ChangedDeclaration;
}

export class ElsewhereLane {
  private readonly parts: ElsewhereLaneParts;
  private watched: Watched | undefined;
  private timer: { dispose(): void } | undefined;

  constructor(parts: ElsewhereLaneParts) {
    this.parts = parts;
  }

  /** The keys rest after an edit. */
  rested({ uri }: DocumentSnapshot, edit: RestingEdit | undefined): void {
    this.forget();
    const found = edit && changedDeclaration(edit);
    if (found === undefined || this.parts.isSilenced(found.ruleKey)) return;
    this.watched = { uri, ...found };
    this.lookSoon();
  }

  /** A server has reported anew, or what was offered is done. */
  lookAgain(): void {
    if (this.watched !== undefined) this.lookSoon();
  }

  /** Something else is written, or a document is gone; without a name, whatever it was. */
  forget(uri?: string): void {
    if (uri !== undefined && this.watched?.uri !== uri) return;
    this.timer?.dispose();
    this.watched = undefined;
  }

  dispose(): void {
    this.forget();
  }

  private lookSoon(): void {
    this.timer?.dispose();
    this.timer = this.parts.setTimer(() => void this.look(), settleMs);
  }

  private async look(): Promise<void> {
    const { watched, parts } = this;
    if (watched === undefined || parts.isSilenced(watched.ruleKey)) return;
    try {
      for (const document of parts.othersThan(watched.uri)) {
        const isNamed = document.text.includes(watched.name);
        if (!isNamed || parts.errorsIn(document.uri).length === 0) continue;
        await parts.syntax.prepare(document.languageId);
        if (this.watched !== watched) return;
        const series = this.seriesIn(document, watched);
        if (series !== undefined) return parts.onElsewhere(series, document);
      }
    } catch (error: unknown) {
      parts.log.warn(`Other documents were not looked into: ${describeError(error)}`);
    }
  }

  private seriesIn(document: DocumentSnapshot, { uri, ruleKey, changed }: Watched): Series | undefined {
    const factsOf = this.parts.syntax.factsIn(document);
    if (factsOf === undefined) return undefined;
    const searched = { ...document, factsOf, isTooLate: () => false };
    const sites = brokenElsewhere(searched, changed, this.parts.errorsIn(document.uri));
    const series = seriesOf(document.uri, document.text, { rule: { key: ruleKey }, sites });
    return series && { ...series, fromUri: uri };
  }
}

function changedDeclaration(edit: RestingEdit): Omit<Watched, 'uri'> | undefined {
  const parameter = changedParameter(edit);
  if (parameter?.kind === 'removed')
    return {
      ruleKey: parameterKey(parameter),
      name: parameter.functionName,
      changed: { kind: 'parameterGone', parameter },
    };
  const rule = induceRules(edit.units, edit.at)
    .map((induced) => induced.rule)
    .find((one): one is Rename => one.kind === 'rename');
  return rule && { ruleKey: rule.key, name: rule.oldName, changed: { kind: 'renamed', rule } };
}
