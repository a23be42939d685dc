import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import type { Secrets } from '../secrets.ts';
import { StorageProblem } from './make-folder.ts';
import { OWNER_ONLY, replaceFile } from './replace-file.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const SALT_BYTES = 16;
const OTHERS = 0o077;

const keysSchema = z.record(z.string(), z.string());
const fileSchema = z.union([
  z.strictObject({ version: z.literal(1), keys: keysSchema }),
  z.strictObject({
    version: z.literal(1),
    sealed: z.strictObject({ salt: z.string(), iv: z.string(), tag: z.string(), data: z.string() }),
  }),
]);
type SecretsFile = z.output<typeof fileSchema>;

const base64 = (bytes: Buffer): string => bytes.toString('base64');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

function seal(keys: object, passphrase: string): SecretsFile {
  const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(IV_BYTES)];
  const cipher = createCipheriv(CIPHER, scryptSync(passphrase, salt, KEY_BYTES), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()]);
  return {
    version: 1,
    sealed: { salt: base64(salt), iv: base64(iv), tag: base64(cipher.getAuthTag()), data: base64(data) },
  };
}

/** @throws when it was sealed with another passphrase, or changed since */
function unseal({ sealed }: Extract<SecretsFile, { sealed: unknown }>, passphrase: string): unknown {
  const secret = scryptSync(passphrase, bytesOf(sealed.salt), KEY_BYTES);
  const decipher = createDecipheriv(CIPHER, secret, bytesOf(sealed.iv), { authTagLength: 16 });
  decipher.setAuthTag(bytesOf(sealed.tag));
  return JSON.parse(
    Buffer.concat([decipher.update(bytesOf(sealed.data)), decipher.final()]).toString('utf8'),
  );
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** @throws StorageProblem that says nothing of what is in it */
function readKeys(path: string, passphrase: string | null): { keys: Map<string, string>; isSealed: boolean } {
  const text = readText(path);
  if (text === null) return { keys: new Map(), isSealed: passphrase !== null };
  const unreadable = (why: string) =>
    new StorageProblem(
      `${path} cannot be read: ${why} Nothing was changed. Keys typed in the page are in it.`,
    );
  let file;
  try {
    file = z.parse(fileSchema, JSON.parse(text));
  } catch {
    throw unreadable('it is damaged. Move it away to start without those keys.');
  }
  const isSealed = 'sealed' in file;
  if (isSealed && passphrase === null) throw unreadable('it is sealed, and SECRETS_KEY is not set.');
  try {
    const keys = 'sealed' in file ? z.parse(keysSchema, unseal(file, passphrase ?? '')) : file.keys;
    return { keys: new Map(Object.entries(keys)), isSealed };
  } catch {
    throw unreadable('SECRETS_KEY is not the one that it was sealed with.');
  }
}

/**
 * `secrets.json` in the data folder: the keys of connections made in the page, mode 0600, sealed when there is a
 * passphrase.
 * @throws StorageProblem
 */
export function openSecrets(dataDir: string, passphrase: string | null): Secrets & { warnings: string[] } {
  const path = join(dataDir, 'secrets.json');
  const { keys, isSealed } = readKeys(path, passphrase);

  function write(): void {
    const all = Object.fromEntries(keys);
    const file = passphrase === null ? { version: 1, keys: all } : seal(all, passphrase);
    replaceFile(path, `${JSON.stringify(file)}\n`);
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
