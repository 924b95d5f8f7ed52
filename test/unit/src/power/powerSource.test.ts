// Where power comes from, from what the platforms say, and how that is remembered.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  fromBatteryStatus,
  fromPmset,
  fromPowerSupplies,
  type PowerSource,
} from '../../../../src/power/powerSource.ts';
import { PowerState } from '../../../../src/power/powerState.ts';
import { readPowerSupplies } from '../../../../src/power/readPower.ts';
import { ManualTime, settle } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

const supply = { type: '', scope: '', online: '', status: '' };
const plugged = { ...supply, type: 'Mains', online: '1' };
const unplugged = { ...supply, type: 'Mains', online: '0' };
const discharging = { ...supply, type: 'Battery', status: 'Discharging' };

describe('fromPowerSupplies', () => {
  for (const [name, supplies, expected] of [
    ['a desktop says nothing', [], 'unknown'],
    ['a laptop on its battery', [unplugged, discharging], 'battery'],
    ['a laptop that says nothing of its plug', [discharging], 'battery'],
    ['charging', [plugged, { ...discharging, status: 'Charging' }], 'mains'],
    ['full', [{ ...discharging, status: 'Full' }], 'mains'],
    ['plugged into a supply too weak for it', [plugged, discharging], 'mains'],
    ['a mouse', [{ ...discharging, scope: 'Device' }], 'unknown'],
    ['a mouse on a plugged laptop', [plugged, { ...discharging, scope: 'Device' }], 'mains'],
  ] as const) {
    it(`${name}: ${expected}`, () => assert.equal(fromPowerSupplies(supplies), expected));
  }
});

describe('fromPmset', () => {
  for (const [output, expected] of [
    ["Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t83%; discharging; 5:12", 'battery'],
    ["Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged; 0:00", 'mains'],
    ["Now drawing from 'UPS Power'\n", 'mains'],
    ['No adapter information', 'unknown'],
  ] as const) {
    it(`${expected} from ${output.slice(0, 40)}`, () => assert.equal(fromPmset(output), expected));
  }
});

describe('fromBatteryStatus', () => {
  for (const [output, expected] of [
    ['1\r\n', 'battery'],
    ['2\r\n', 'mains'],
    ['2\r\n1\r\n', 'battery'],
    ['\r\n', 'unknown'],
  ] as const) {
    it(`${expected} from ${JSON.stringify(output)}`, () => assert.equal(fromBatteryStatus(output), expected));
  }
});

describe('readPowerSupplies', () => {
  const folder = useTemporaryFolder();
  const write = async (name: string, files: Readonly<Record<string, string>>) => {
    await mkdir(path.join(folder(), name));
    for (const [file, text] of Object.entries(files))
      await writeFile(path.join(folder(), name, file), `${text}\n`);
  };

  it('reads the folders as the kernel makes them', async () => {
    await write('AC', { type: 'Mains', online: '0' });
    await write('BAT0', { type: 'Battery', status: 'Discharging', capacity: '83' });
    assert.equal(await readPowerSupplies(folder()), 'battery');
  });

  it('knows nothing where there are none', async () => {
    assert.equal(await readPowerSupplies(folder()), 'unknown');
  });
});

describe('PowerState', () => {
  function state(read: () => Promise<PowerSource>) {
    const time = new ManualTime();
    return { time, power: new PowerState({ read, now: time.now, maxAgeMs: 1000, log: quietLog }) };
  }

  it('reads when asked and old, and answers at once', async () => {
    let source: PowerSource = 'battery';
    let reads = 0;
    const { time, power } = state(() => {
      reads++;
      return Promise.resolve(source);
    });
    assert.equal(power.isOnBattery, false);
    await settle();
    assert.equal(power.isOnBattery, true);
    source = 'mains';
    await time.pass(1000);
    assert.equal(power.isOnBattery, true);
    await settle();
    assert.equal(power.isOnBattery, false);
    assert.equal(reads, 2);
  });

  it('takes a platform that cannot be asked for mains', async () => {
    const { power } = state(() => Promise.reject(new Error('no such program')));
    assert.equal(power.isOnBattery, false);
    await settle();
    assert.equal(power.isOnBattery, false);
  });
});
