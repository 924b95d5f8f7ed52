// A log that nobody reads.
import type { Logger } from '../../src/base/log.ts';

export const quietLog: Logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
