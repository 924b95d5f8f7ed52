// What platforms say of where their power comes from, read into one word. Pure.

/** `unknown` where the platform does not tell; it counts as mains. */
export type PowerSource = 'mains' | 'battery' | 'unknown';

/** One folder of Linux' /sys/class/power_supply: the contents of its files, trimmed; empty when there is none. */
export interface PowerSupply {
  readonly type: string;
  /** `Device` for the battery of a mouse or a phone. */
  readonly scope: string;
  readonly online: string;
  readonly status: string;
}

export function fromPowerSupplies(supplies: readonly PowerSupply[]): PowerSource {
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const batteries = own.filter(({ type }) => type === 'Battery');
  if (batteries.some(({ status }) => status === 'Discharging')) {
    const isPlugged = own.some(({ type, online }) => type !== 'Battery' && online === '1');
    return isPlugged ? 'mains' : 'battery';
  }
  return own.length === 0 ? 'unknown' : 'mains';
}

/** @param output of macOS' `pmset -g batt` */
export function fromPmset(output: string): PowerSource {
  const source = /drawing from '([^']+)'/.exec(output)?.[1];
  if (source === undefined) return 'unknown';
  return source === 'Battery Power' ? 'battery' : 'mains';
}

/** @param output of Windows' `(Get-CimInstance Win32_Battery).BatteryStatus`: a number for each battery, 1 discharges */
export function fromBatteryStatus(output: string): PowerSource {
  const states = output.split(/\s+/).filter((word) => /^\d+$/.test(word));
  if (states.length === 0) return 'unknown';
  return states.includes('1') ? 'battery' : 'mains';
}
