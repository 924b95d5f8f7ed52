// The names that TypeScript's server lists at a case's cursor, in the files of its package. What the package itself needs
// of other packages is not there, so some values are of no known type.
// Must not know models, nor what the names are good for.
import path from 'node:path';
import { listedNames } from '../../../src/completion/names/listedNames.ts';
import { namePlaceAt } from '../../../src/completion/names/namePlace.ts';
import type { EvaluationCase } from '../cases.ts';
import type { PackageSources } from '../corpus.ts';
import { TypescriptServer } from './typescriptServer.ts';

export interface CaseNames {
  /** All that can stand there. */
  readonly names: readonly string[];
  readonly isMember: boolean;
}

export class CaseNameSource {
  private readonly folders: ReadonlyMap<string, string>;
  private server: Promise<TypescriptServer> | undefined;
  private last: { readonly id: string; readonly names: CaseNames | undefined } | undefined;

  constructor(sources: readonly PackageSources[]) {
    this.folders = new Map(sources.map(({ name, folder }) => [name, folder]));
  }

  /** Undefined where no name is begun, or none is known. */
  async namesOf(question: EvaluationCase): Promise<CaseNames | undefined> {
    if (this.last?.id !== question.id) this.last = { id: question.id, names: await this.ask(question) };
    return this.last.names;
  }

  async dispose(): Promise<void> {
    await (await this.server)?.dispose();
  }

  private async ask({ file, before, after }: EvaluationCase): Promise<CaseNames | undefined> {
    const place = namePlaceAt(before.slice(before.lastIndexOf('\n') + 1));
    const folder = this.folders.get(file.packageName);
    if (place === undefined || folder === undefined) return undefined;
    this.server ??= TypescriptServer.start(folder);
    const list = await (await this.server).listAt(
      path.join(folder, file.path),
      file.languageId,
      before,
      after,
    );
    const commonCharacters = list.itemDefaults?.commitCharacters;
    const items = list.items.map((item) => ({
      ...item,
      kind: item.kind === undefined ? undefined : item.kind - 1,
      commitCharacters: item.commitCharacters ?? commonCharacters,
    }));
    const names = listedNames({ items, isIncomplete: list.isIncomplete });
    return names === undefined ? undefined : { names, isMember: place.isMember };
  }
}
