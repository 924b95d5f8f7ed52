// The files in memory that tests of privacy stand on keep the contract that VS Code's keep (`test/integration`).
import { MemoryFiles } from '../../../support/memoryFiles.ts';
import { describeWorkspaceFiles } from '../../../support/workspaceFilesContract.ts';

describeWorkspaceFiles('a workspace in memory', () => {
  const files = new MemoryFiles();
  return {
    files,
    addressOf: (name) => files.uriOf('file:', files.absolute(name)),
    outside: 'file:///elsewhere/a.ts',
    write: (name, text) => void files.texts.set(files.absolute(name), text),
    link: (name, target) => void files.links.set(files.absolute(name), files.absolute(target)),
  };
});
