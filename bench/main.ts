// `npm run bench`: completion while typing; `-- files`: opening files and going back to them; `-- rewrite`: rewriting;
// `-- replay`: what is offered and what it saves; `-- calibrate`: the gate's coefficients; `-- threads`: how many
// threads compute best; `-- overhead`: what the extension costs a key; `-- shapes`: predicted times of larger models
// against measured ones; `-- hunks`: what is offered and saved where people type, by language; `-- offsets`: how
// the gate would be moved in each of them; `-- edits`: which next edits are proposed; `-- explain`: whether explanations
// are true; `-- fixes`: how many reported problems are mended; `-- team`: how many people one server carries; `-- editor`: from a key to its ghost text in the page of a
// real editor. Each says which flags it has.
import { argv } from 'node:process';

const subjects: Readonly<Record<string, () => Promise<unknown>>> = {
  edits: () => import('./edits/main.ts'),
  editor: () => import('./editor/main.ts'),
  explain: () => import('./explain/main.ts'),
  fixes: () => import('./fixes/main.ts'),
  files: () => import('./files.ts'),
  overhead: () => import('./overhead.ts'),
  rewrite: () => import('./rewrite/main.ts'),
  replay: () => import('./replay/main.ts'),
  threads: () => import('./threads/main.ts'),
  hunks: () => import('./hunks/main.ts'),
  offsets: () => import('./calibration/offsetsMain.ts'),
  team: () => import('./team/main.ts'),
  shapes: () => import('./shapes/main.ts'),
  calibrate: () => import('./calibration/main.ts'),
};
const typing = () => import('./typing.ts');
await (subjects[argv[2] ?? ''] ?? typing)();
