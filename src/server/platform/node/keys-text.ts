import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

import * as z from 'zod/mini';

import { StorageProblem } from '../errors.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const SALT_BYTES = 16;

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

/**
 * Keys of connections, as they were written down; `isSealed`: as they should be.
 * @param place what is said of where the text came from
 * @throws StorageProblem that says nothing of what is in it
 */
export function parseKeys(
  text: string | null,
  passphrase: string | null,
  place: string,
): { keys: Map<string, string>; isSealed: boolean } {
  if (text === null) return { keys: new Map(), isSealed: passphrase !== null };
  const unreadable = (why: string) =>
    new StorageProblem(
      `${place} cannot be read: ${why} Nothing was changed. Keys typed in the page are in it.`,
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

/** The same written down: sealed where there is a passphrase. */
export const formatKeys = (keys: ReadonlyMap<string, string>, passphrase: string | null): string => {
  const all = Object.fromEntries(keys);
  return JSON.stringify(passphrase === null ? { version: 1, keys: all } : seal(all, passphrase));
};
