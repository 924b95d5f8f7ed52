// Plays faults, each on a stage of its own, as tests of the calling `describe`. Must not know which there are.
import { useTemporaryFolder } from '../temporaryFolder.ts';
import { type Fault, Stage } from './stage.ts';

export function playFaults(faults: readonly Fault[]): void {
  const folder = useTemporaryFolder();
  for (const { name, skip, happen } of faults) {
    it(name, async function () {
      const reason = skip?.();
      if (reason !== undefined) {
        console.log(`      skipped: ${reason}`);
        this.skip();
      }
      const stage = new Stage(folder());
      try {
        await happen(stage);
      } finally {
        await stage.closeAll();
        await stage.assertNothingLeft();
      }
    });
  }
}
