// What of a process's memory is pages of files, as Linux writes it.
import assert from 'node:assert/strict';
import { mappedBytesIn, processMemory } from '../../../../engine/serving/processMemory.ts';

describe('processMemory', () => {
  it('reads the pages of files out of the system’s table', () => {
    assert.equal(mappedBytesIn('VmRSS:\t  900 kB\nRssAnon:\t  500 kB\nRssFile:\t  400 kB\n'), 409_600);
    assert.equal(mappedBytesIn('VmRSS:\t  900 kB\n'), undefined);
  });

  it('tells of this process no more pages than it holds', async () => {
    const { residentBytes, mappedFileBytes } = await processMemory();
    assert.ok(residentBytes > (mappedFileBytes ?? 0));
  });
});
