// What becomes of windows and their engine under each fault: a message or a named reason, and nothing left behind.
import { playFaults } from '../support/faults/playFaults.ts';
import { slowFaults } from '../support/faults/slowFaults.ts';

describe('windows and their engine when', () => playFaults(slowFaults));
