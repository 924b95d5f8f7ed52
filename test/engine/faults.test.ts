// What becomes of windows and their engine under each fault: a message or a named reason, and nothing left behind.
import { playFaults } from '../support/faults/playFaults.ts';
import { quickFaults } from '../support/faults/quickFaults.ts';

describe('windows and their engine when', () => playFaults(quickFaults));
