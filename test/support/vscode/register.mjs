// Lets unit tests import what imports `vscode`: the module is the stand-in beside this file.
import { register } from 'node:module';

register('./resolve.mjs', import.meta.url);
