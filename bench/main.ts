// `npm run bench`: completion while typing; `npm run bench -- rewrite`: rewriting. Each says which flags it has.
import { argv } from 'node:process';

await (argv[2] === 'rewrite' ? import('./rewrite/main.ts') : import('./typing.ts'));
