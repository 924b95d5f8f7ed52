// "Why nothing" and the pipeline go one road: the reason that is told is the reason that it happened for.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PipelineRequest } from '../../../../../src/completion/pipeline.ts';
import type { PrivacyRefusal } from '../../../../../src/privacy/filePrivacy.ts';
import { ScriptedCompletions } from '../../../../support/scriptedCompletions.ts';
import { shown } from '../../../../support/scriptedEngine.ts';

const uri = 'file:///a.ts';

const circumstances = fc.record({
  marked: fc.constantFrom(
    'let a = █',
    'let █word',
    'call(█)',
    '█',
    `${'x'.repeat(2500)}█`,
    'let a = 1;█',
    '// a █',
  ),
  scheme: fc.constantFrom('file', 'file', 'untitled', 'output', 'vscode-scm'),
  isReadOnly: fc.boolean(),
  isManual: fc.boolean(),
  cursorCount: fc.constantFrom(1, 1, 3),
  documentLength: fc.constantFrom(undefined, 6_000_000),
  enable: fc.boolean(),
  inCommentsAndStrings: fc.constantFrom('both', 'comments', 'strings', 'none'),
  textKind: fc.constantFrom('code', 'comment', 'string', 'unknown'),
  refusal: fc.constantFrom<PrivacyRefusal | undefined>(undefined, undefined, 'secretFile', 'ignoredFile'),
  isAccepted: fc.boolean(),
});

describe('situationOf', () => {
  it('tells of every request what the pipeline does with it', async () => {
    await fc.assert(
      fc.asyncProperty(circumstances, async ({ marked, refusal, isAccepted, documentLength, ...chosen }) => {
        const road = new ScriptedCompletions();
        const editor = await road.edit(marked);
        if (isAccepted) await acceptSomething(road, editor);
        const { enable, inCommentsAndStrings, textKind, ...asked } = chosen;
        road.settings = { ...road.settings, enable, inCommentsAndStrings };
        road.textKind = textKind;
        if (refusal !== undefined) road.privacy.refusals.set(uri, refusal);
        const request: Partial<PipelineRequest> =
          documentLength === undefined ? asked : { ...asked, documentLength };
        const said = editor.situation(request);
        const askedBefore = road.engine.completes.length;
        const pending = editor.ask(request);
        await road.settle();
        const reached = road.engine.completes.length > askedBefore;
        if (reached) road.engine.newest.answer(shown('answer'));
        const outcome = await pending;
        if (said.kind === 'refused') assert.deepEqual(outcome, { kind: 'silent', reason: said.reason });
        assert.equal(reached, said.kind === 'open', `${JSON.stringify(said)} but ${JSON.stringify(outcome)}`);
      }),
      { numRuns: 300 },
    );
  });
});

async function acceptSomething(
  road: ScriptedCompletions,
  editor: Awaited<ReturnType<ScriptedCompletions['edit']>>,
): Promise<void> {
  const pending = editor.ask({ isManual: true });
  await road.settle();
  if (road.engine.completes.length === 0) return;
  road.engine.newest.answer(shown('done;'));
  const outcome = await pending;
  if (outcome.kind === 'shown') editor.accept(outcome);
}
