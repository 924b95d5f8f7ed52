// Fixing of reported problems in the real editor: by what a server prefers, by what the message says, by the model.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth } from './support/hearth.ts';
import { Rewriter, untyped } from './support/rewriter.ts';

describe('a fix in the editor', () => {
  let hearth: HearthApi;
  let rewriter: Rewriter;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    await rewriter.close();
  });

  it('mends the statement that a problem is reported in', async () => {
    rewriter = await Rewriter.inFile(hearth, 'broken.ts', untyped.replace('return sum;', 'return smu;'));
    const { document } = rewriter.editor;
    const problems = vscode.languages.createDiagnosticCollection('test');
    const start = document.positionAt(document.getText().indexOf('smu'));
    const range = new vscode.Range(start, start.translate(0, 3));
    problems.set(document.uri, [new vscode.Diagnostic(range, "Cannot find name 'smu'. Did you mean 'sum'?")]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const action = actions.find(({ title }) => title === 'Fix with Hearth');
    assert.ok(action?.command);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    problems.dispose();
    assert.equal(rewriter.text, untyped);
    assert.equal(rewriter.hunkCount, 1);
  });

  it('mends the error at the cursor, not what a hint is about', async () => {
    rewriter = await Rewriter.inFile(hearth, 'hinted.ts', untyped.replace('return sum;', 'return smu;'));
    const { document } = rewriter.editor;
    const problems = vscode.languages.createDiagnosticCollection('test');
    const start = document.positionAt(document.getText().indexOf('smu'));
    const range = new vscode.Range(start, start.translate(0, 3));
    const { Hint, Warning } = vscode.DiagnosticSeverity;
    problems.set(document.uri, [
      new vscode.Diagnostic(range, "Did you mean 'smo'?", Hint),
      new vscode.Diagnostic(range, "Did you mean 'sun'?", Warning),
      new vscode.Diagnostic(range, "Cannot find name 'smu'. Did you mean 'sum'?"),
    ]);
    rewriter.editor.selection = new vscode.Selection(start, start);
    await vscode.commands.executeCommand('hearth.fixProblem');
    problems.dispose();
    assert.equal(rewriter.text, untyped);
  });

  it('puts a comma that is missing where it is missing, not where that was found', async () => {
    const text = '{\n  "a": 1 // One.\n  "b": 2\n}\n';
    rewriter = await Rewriter.inFile(hearth, 'unseparated.jsonc', text);
    const { uri } = rewriter.editor.document;
    const problem = new vscode.Diagnostic(new vscode.Range(2, 2, 2, 5), 'Expected comma');
    await vscode.commands.executeCommand('hearth.fixProblem', uri, problem);
    assert.equal(rewriter.text, text.replace('1', '1,'));
    assert.equal(rewriter.hunkCount, 1);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, text);
  });

  it('can be about what is reported behind the document’s end', async () => {
    rewriter = await Rewriter.inFile(hearth, 'behindEnd.ts', 'export const a = [1;\n');
    const { uri } = rewriter.editor.document;
    const problem = new vscode.Diagnostic(new vscode.Range(9, 0, 9, 0), "']' expected.");
    await vscode.commands.executeCommand('hearth.fixProblem', uri, problem);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, 'export const a = [1;\n');
  });

  it('takes the fix that the language’s server prefers, wherever in the file that is, to be decided about', async () => {
    rewriter = await Rewriter.inFile(hearth, 'unread.ts', `const a = 1;\n${untyped}read(a);\n`);
    const { document } = rewriter.editor;
    const { uri } = document;
    const line = document.lineAt(document.lineCount - 2).range;
    const problem = new vscode.Diagnostic(line, "Cannot find name 'read'.");
    const problems = vscode.languages.createDiagnosticCollection('test');
    problems.set(uri, [problem]);
    const server = vscode.languages.registerCodeActionsProvider(
      { pattern: '**/unread.ts' },
      {
        provideCodeActions: () => {
          const action = new vscode.CodeAction('Import', vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.insert(uri, new vscode.Position(0, 0), "import { read } from './read';\n");
          action.isPreferred = true;
          return [action];
        },
      },
    );
    const text = document.getText();
    await vscode.commands.executeCommand('hearth.fixProblem', uri, problem);
    server.dispose();
    problems.dispose();
    assert.equal(rewriter.text, `import { read } from './read';\n${text}`);
    assert.equal(rewriter.hunkCount, 1);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, text);
  });

  it('takes no fix of another problem that is reported where the problem is', async () => {
    rewriter = await Rewriter.inFile(hearth, 'misread.ts', untyped.replace('return sum;', 'return smu;'));
    const { document } = rewriter.editor;
    const { uri } = document;
    const start = document.positionAt(document.getText().indexOf('smu'));
    const word = new vscode.Range(start, start.translate(0, 3));
    const problem = new vscode.Diagnostic(word, "Cannot find name 'smu'. Did you mean 'sum'?");
    const around = new vscode.Diagnostic(document.lineAt(start.line).range, 'This says nothing of why.');
    const problems = vscode.languages.createDiagnosticCollection('test');
    problems.set(uri, [around, problem]);
    const server = vscode.languages.registerCodeActionsProvider(
      { pattern: '**/misread.ts' },
      {
        provideCodeActions: (_document, _range, { diagnostics }) =>
          diagnostics
            .filter(({ message }) => message === around.message)
            .map((diagnostic) => {
              const action = new vscode.CodeAction('Say it', vscode.CodeActionKind.QuickFix);
              action.diagnostics = [diagnostic];
              action.edit = new vscode.WorkspaceEdit();
              action.edit.insert(uri, diagnostic.range.end, ' // Why.');
              action.isPreferred = true;
              return action;
            }),
      },
    );
    await vscode.commands.executeCommand('hearth.fixProblem', uri, problem);
    assert.equal(rewriter.text, untyped);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    await vscode.commands.executeCommand('hearth.fixProblem', uri, around);
    server.dispose();
    problems.dispose();
    assert.match(rewriter.text, /return smu; \/\/ Why\.\n/);
  });

  it('can be stopped while the language’s server is asked', async () => {
    const text = untyped.replace('return sum;', 'return smu;');
    rewriter = await Rewriter.inFile(hearth, 'silentServer.ts', text);
    const { document } = rewriter.editor;
    const start = document.positionAt(text.indexOf('smu'));
    const range = new vscode.Range(start, start.translate(0, 3));
    const problem = new vscode.Diagnostic(range, "Cannot find name 'smu'. Did you mean 'sum'?");
    const server = vscode.languages.registerCodeActionsProvider(
      { pattern: '**/silentServer.ts' },
      { provideCodeActions: () => new Promise<undefined>(() => {}) },
    );
    const fixing = vscode.commands.executeCommand('hearth.fixProblem', document.uri, problem);
    const stopping = setInterval(() => void vscode.commands.executeCommand('hearth.stopWriting'), 25);
    await Promise.resolve(fixing).finally(() => clearInterval(stopping));
    server.dispose();
    assert.equal(rewriter.text, text);
  });
});
