// Makes media/typing.gif: real typing, a picture after every key: `node scripts/pictures/typing.mjs`.
import { record } from './recording.mjs';

/** Between keys: a quick, steady typist. */
const keyMs = 110;
/** Long enough to read a suggestion. */
const readMs = 1100;
const endMs = 2500;

/** Typed one after another; each is followed by a wait for a suggestion, which Tab takes. */
const steps = [
  'export function average(values: number[]): number {\n',
  'let total',
  '\nfor (const value of ',
  '\n',
  '\nreturn total',
];

await record({
  name: 'typing',
  file: 'average.ts',
  text: '',
  settings: { 'hearth.eagerness': 'eager', 'editor.tabSize': 2 },
  act: async (recording) => {
    const { workbench } = recording;
    await recording.take(600);
    for (const step of steps) {
      for (const key of step) await recording.key(key, keyMs);
      const isShown = await workbench.waitForGhostText(4000).then(
        () => true,
        () => false,
      );
      if (!isShown) continue;
      await workbench.ghostText();
      await recording.take(readMs);
      await workbench.page.keyboard.press('Tab');
      await workbench.page.waitForTimeout(keyMs);
      await recording.take(350);
    }
    await recording.take(endMs);
  },
});
