// The ids that package.json declares, once, for code and tests. Must not know what stands behind them.

const basicCommandIds = {
  restartEngine: 'hearth.restartEngine',
  showLog: 'hearth.showLog',
  triggerSuggestion: 'hearth.triggerSuggestion',
  toggle: 'hearth.toggle',
  chooseModel: 'hearth.chooseModel',
} as const;

/** Of the walkthrough and what it leads to, to the end. */
const firstRunCommandIds = {
  getStarted: 'hearth.getStarted',
  downloadModel: 'hearth.downloadModel',
  tryIt: 'hearth.tryIt',
  removeData: 'hearth.removeData',
} as const;

/** Of models. */
const modelCommandIds = {
  showModelCard: 'hearth.showModelCard',
  convertModel: 'hearth.convertModel',
} as const;

/** Of a server that computes instead of this machine. */
const serverCommandIds = {
  connectServer: 'hearth.connectServer',
  disconnectServer: 'hearth.disconnectServer',
} as const;

export const commandIds = {
  ...basicCommandIds,
  ...firstRunCommandIds,
  ...modelCommandIds,
  ...serverCommandIds,
} as const;

export type BasicCommandId = (typeof basicCommandIds)[keyof typeof basicCommandIds];

export const settingIds = {
  enable: 'hearth.enable',
  modelPath: 'hearth.model.path',
  modelTuned: 'hearth.model.tuned',
  threads: 'hearth.threads',
  gpu: 'hearth.gpu',
  idleMinutes: 'hearth.idleMinutes',
  contextTokens: 'hearth.contextTokens',
  debounceMs: 'hearth.debounceMs',
  maxLines: 'hearth.maxLines',
  inCommentsAndStrings: 'hearth.inCommentsAndStrings',
  eagerness: 'hearth.eagerness',
  prefetch: 'hearth.prefetch',
  actions: 'hearth.actions',
  nextEdits: 'hearth.nextEdits',
  server: 'hearth.server',
  whenServerFails: 'hearth.whenServerFails',
} as const;

export type SettingName = keyof typeof settingIds;

/** Of what Hearth says about itself, and of turning it off for a while. */
export const reasonCommandIds = {
  showMenu: 'hearth.showMenu',
  whyNoSuggestion: 'hearth.whyNoSuggestion',
  showPerformance: 'hearth.showPerformance',
  showPrompt: 'hearth.showPrompt',
  copyDiagnostics: 'hearth.copyDiagnostics',
  snooze: 'hearth.snooze',
  endSnooze: 'hearth.endSnooze',
  toggleLanguage: 'hearth.toggleLanguage',
  chooseEagerness: 'hearth.chooseEagerness',
} as const;

/** Of prompting and rewriting. */
export const rewriteCommandIds = {
  writeHere: 'hearth.writeHere',
  rewriteSelection: 'hearth.rewriteSelection',
  explainSelection: 'hearth.explainSelection',
  ask: 'hearth.ask',
  fixProblem: 'hearth.fixProblem',
  generateCommitMessage: 'hearth.generateCommitMessage',
  acceptHunk: 'hearth.acceptChange',
  discardHunk: 'hearth.discardChange',
  acceptAll: 'hearth.acceptAllChanges',
  discardAll: 'hearth.discardAllChanges',
  nextHunk: 'hearth.nextChange',
  previousHunk: 'hearth.previousChange',
  compare: 'hearth.compareChanges',
  stop: 'hearth.stopWriting',
} as const;

/** Of the edit that comes next. */
export const nextEditCommandIds = {
  accept: 'hearth.acceptNextEdit',
  dismiss: 'hearth.dismissNextEdit',
  choose: 'hearth.chooseNextEdits',
} as const;

/** Behind keys only. */
export const instructionCommandIds = {
  older: 'hearth.olderInstruction',
  newer: 'hearth.newerInstruction',
} as const;

export type RewriteCommandId = (typeof rewriteCommandIds)[keyof typeof rewriteCommandIds];

/** Within the extension. */
export const walkthroughId = 'firstRun';

export const contextKeys = {
  /** A model was seen since the start; what is set before VS Code reads the walkthrough never ticks its step. */
  hasModel: 'hearth.hasModel',
  /** A suggestion was seen in the sample file. */
  hasTriedIt: 'hearth.hasTriedIt',
  /** The active editor's document holds changes that nobody has decided about. */
  hasPendingChange: 'hearth.hasPendingChange',
  /** Hearth is writing into the active editor's document. */
  isWriting: 'hearth.isWriting',
  /** Suggestions are off for some minutes. */
  isSnoozed: 'hearth.isSnoozed',
  /** A server computes instead of this machine. */
  hasServer: 'hearth.hasServer',
  /** The model in use is of a kind that Q4_0 can be made from. */
  hasConvertibleModel: 'hearth.hasConvertibleModel',
  /** The input box for an instruction is open. */
  isAskingInstruction: 'hearth.isAskingInstruction',
  /** A next edit is offered in the active editor's document. */
  hasNextEdit: 'hearth.hasNextEdit',
  /** The cursor stands where Tab would not indent. */
  isTabFree: 'hearth.isTabFree',
} as const;
