// Of which system and processor a native binary is, by its first bytes. Must not know packages.

export type BinaryFormat = `${'ELF' | 'Mach-O' | 'PE'} ${'x64' | 'arm64'}`;

const elf = 0x7f454c46;
const machO = 0xcffaedfe;
const portable = 0x4d5a;
const peOffsetAt = 0x3c;

const processors: Readonly<Record<string, 'x64' | 'arm64'>> = {
  'ELF 62': 'x64',
  'ELF 183': 'arm64',
  'Mach-O 16777223': 'x64',
  'Mach-O 16777228': 'arm64',
  'PE 34404': 'x64',
  'PE 43620': 'arm64',
};

/** Undefined for anything else, archives of object files among them. */
export function binaryFormat(bytes: Uint8Array): BinaryFormat | undefined {
  if (bytes.length < 64) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) === elf) return named('ELF', view.getUint16(18, true));
  if (view.getUint32(0) === machO) return named('Mach-O', view.getUint32(4, true));
  if (view.getUint16(0) === portable)
    return named('PE', view.getUint16(view.getUint32(peOffsetAt, true) + 4, true));
  return undefined;
}

function named(system: 'ELF' | 'Mach-O' | 'PE', machine: number): BinaryFormat | undefined {
  const processor = processors[`${system} ${machine}`];
  return processor === undefined ? undefined : `${system} ${processor}`;
}
