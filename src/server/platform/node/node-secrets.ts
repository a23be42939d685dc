import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Secrets } from '../secrets.ts';
import { formatKeys, parseKeys } from './keys-text.ts';
import { OWNER_ONLY, replaceFile } from './replace-file.ts';

const OTHERS = 0o077;

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * `secrets.json` in the data folder: the keys of connections made in the page, mode 0600, sealed when there is a
 * passphrase.
 * @throws StorageProblem
 */
export function openSecrets(dataDir: string, passphrase: string | null): Secrets & { warnings: string[] } {
  const path = join(dataDir, 'secrets.json');
  const { keys, isSealed } = parseKeys(readText(path), passphrase, path);

  function write(): void {
    replaceFile(path, `${formatKeys(keys, passphrase)}\n`);
  }

  /** What is not written is not known either. */
  function change(alter: () => void): void {
    const before = [...keys];
    alter();
    try {
      write();
    } catch (error) {
      keys.clear();
      for (const [id, key] of before) keys.set(id, key);
      throw error;
    }
  }

  if (keys.size > 0 && !isSealed && passphrase !== null) write();
  return {
    warnings: keys.size === 0 ? [] : tighten(dataDir, path),
    get: (id) => keys.get(id) ?? null,
    set: (id, key) => change(() => keys.set(id, key)),
    remove(id) {
      if (keys.has(id)) change(() => keys.delete(id));
    },
  };
}

/** Who else may read the keys, said to the person who started us. Windows has other means than modes. */
function tighten(dataDir: string, path: string): string[] {
  if (process.platform === 'win32') return [];
  const isOpen = (name: string): boolean => (statSync(name).mode & OTHERS) !== 0;
  const warnings: string[] = [];
  if (isOpen(path)) {
    chmodSync(path, OWNER_ONLY);
    warnings.push(`${path} could be read by other accounts of this machine; now it is yours alone (0600).`);
  }
  if (isOpen(dataDir))
    warnings.push(
      `${dataDir} can be read by other accounts of this machine. It holds keys: chmod 700 ${dataDir}`,
    );
  return warnings;
}
