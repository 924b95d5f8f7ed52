// The ids that package.json declares, once, for code and tests. Must not know what stands behind them.

export const commandIds = {
  restartEngine: 'hearth.restartEngine',
  showLog: 'hearth.showLog',
  triggerSuggestion: 'hearth.triggerSuggestion',
  toggle: 'hearth.toggle',
  chooseModel: 'hearth.chooseModel',
  showMenu: 'hearth.showMenu',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const settingIds = {
  enable: 'hearth.enable',
  modelPath: 'hearth.model.path',
  modelTuned: 'hearth.model.tuned',
  threads: 'hearth.threads',
  contextTokens: 'hearth.contextTokens',
  debounceMs: 'hearth.debounceMs',
  maxLines: 'hearth.maxLines',
  inCommentsAndStrings: 'hearth.inCommentsAndStrings',
  eagerness: 'hearth.eagerness',
  prefetch: 'hearth.prefetch',
} as const;

export type SettingName = keyof typeof settingIds;
