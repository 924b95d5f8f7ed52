// Loading for a graphics processor that works, fails to load, or fails when it first computes.
import assert from 'node:assert/strict';
import { type Device, loadWithFallback } from '../../../../engine/llama/gpuFallback.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

function loader(gpuBackend: () => FakeBackend) {
  const devices: Device[] = [];
  const load = (device: Device) => {
    devices.push(device);
    return device.kind === 'gpu'
      ? Promise.resolve().then(gpuBackend)
      : Promise.resolve(new FakeBackend('fillInTheMiddle'));
  };
  return { devices, load };
}

describe('loadWithFallback', () => {
  it('asks no graphics processor when it is off', async () => {
    const { devices, load } = loader(() => new FakeBackend());
    await loadWithFallback('off', load);
    assert.deepEqual(devices, [{ kind: 'cpu' }]);
  });

  it('keeps one that computes', async () => {
    const onGpu = new FakeBackend();
    onGpu.gpu = 'vulkan';
    const { devices, load } = loader(() => onGpu);
    assert.equal(await loadWithFallback('auto', load), onGpu);
    assert.deepEqual(devices, [{ kind: 'gpu' }]);
  });

  it('keeps what came when there is none', async () => {
    const onCpu = new FakeBackend();
    const { devices, load } = loader(() => onCpu);
    assert.equal(await loadWithFallback('auto', load), onCpu);
    assert.equal(devices.length, 1);
  });

  it('falls back when loading fails, and says why', async () => {
    const { devices, load } = loader(() => {
      throw new Error('no memory on the device');
    });
    await loadWithFallback('auto', load);
    assert.deepEqual(devices, [{ kind: 'gpu' }, { kind: 'cpu', gpuFailure: 'no memory on the device' }]);
  });

  it('falls back when the first evaluation fails, and frees what it held', async () => {
    const onGpu = new FakeBackend();
    onGpu.gpu = 'cuda';
    onGpu.measureSpeed = () => Promise.reject(new Error('device lost'));
    const { devices, load } = loader(() => onGpu);
    const backend = await loadWithFallback('auto', load);
    assert.notEqual(backend, onGpu);
    assert.equal(onGpu.isDisposed, true);
    assert.deepEqual(devices.at(-1), { kind: 'cpu', gpuFailure: 'device lost' });
  });

  it('tells what is wrong on the processor too', async () => {
    const load = ({ kind }: Device) => Promise.reject(new Error(`damaged on ${kind}`));
    await assert.rejects(loadWithFallback('auto', load), /damaged on cpu/);
  });
});
