import { statfsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Linux's numbers (statfs(2)); a share that is mounted by FUSE (sshfs, rclone) cannot be told from a local one. */
const NETWORK_TYPES: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'SMB',
  0xfe534d42: 'SMB',
  0x01021997: '9P',
  0x5346414f: 'AFS',
  0x00c36400: 'Ceph',
};

/** Which network file system a folder lies on; null for a local one, or where that cannot be told. */
export function networkFileSystem(
  folder: string,
  { platform = process.platform, typeOf = (path: string) => statfsSync(path).type } = {},
): string | null {
  if (platform === 'win32') return /^[\\/]{2}(?![.?][\\/])/.test(folder) ? 'SMB' : null;
  if (platform !== 'linux') return null;
  try {
    return NETWORK_TYPES[typeOf(resolve(folder)) >>> 0] ?? null;
  } catch {
    return null;
  }
}

/** Said at the start, and where a lock is refused; null for a local folder. */
export function networkFolderAdvice(folder: string): string | null {
  const kind = networkFileSystem(folder);
  return kind === null
    ? null
    : `DATA_DIR ${folder} is on a network file system (${kind}), whose locks SQLite cannot rely on: two servers may damage it, or one be told that it is in use. Take a folder on a local disk, and back it up to the network (npm run backup -- <folder>).`;
}
