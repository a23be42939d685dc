import { describe, expect, it } from 'vitest';

import { networkFileSystem } from './network-folder.ts';

describe('a folder on a network file system (N8)', () => {
  it.each([
    [0x6969, 'NFS'],
    [0xff534d42, 'SMB'],
    // As a signed number.
    [0xfe534d42 | 0, 'SMB'],
    [0xef53, null],
    [0x01021994, null],
  ])('type %d is %s on Linux', (type, kind) => {
    expect(networkFileSystem('/data', { platform: 'linux', typeOf: () => type })).toBe(kind);
  });

  it('is told on Windows by its path', () => {
    expect(networkFileSystem(String.raw`\\nas\music`, { platform: 'win32' })).toBe('SMB');
    expect(networkFileSystem(String.raw`C:\music`, { platform: 'win32' })).toBe(null);
    expect(networkFileSystem(String.raw`\\?\C:\music`, { platform: 'win32' })).toBe(null);
  });

  it('is no reason to fail where it cannot be told', () => {
    const typeOf = () => {
      throw new Error('ENOSYS');
    };
    expect(networkFileSystem('/data', { platform: 'linux', typeOf })).toBe(null);
  });
});
