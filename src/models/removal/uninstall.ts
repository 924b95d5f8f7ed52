// What VS Code runs, in a Node of its own, when Hearth has been uninstalled. Removes the models only if that was asked for.
import { hearthHome } from '../files/hearthHome.mjs';
import { isRemovedWithExtension, removeHearthData, removeRunFiles } from './hearthData.ts';

async function afterUninstall(home: string): Promise<void> {
  if (!(await isRemovedWithExtension(home))) return;
  await removeRunFiles(home);
  const { files } = await removeHearthData(home);
  console.log(`Hearth removed ${files.length} files from ${home}.`);
}

afterUninstall(hearthHome()).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
