// Where things stand: the checkout and the per-user cache. Node built-ins only; knows no step.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Git-ignored folder of the checkout for what a run leaves behind. */
export const scratchFolder = path.join(projectRoot, '.hearth');
