// What can be done about a reason: a setting to look at, or a command to run. Must not know reasons.

export type Remedy =
  | { readonly kind: 'setting'; readonly id: string }
  | { readonly kind: 'command'; readonly id: string; readonly title: string };

export function settingRemedy(id: string): Remedy {
  return { kind: 'setting', id };
}

export function commandRemedy(id: string, title: string): Remedy {
  return { kind: 'command', id, title };
}
