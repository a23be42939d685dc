import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { StorageProblem } from '../errors.ts';
import { openSecrets } from './node-secrets.ts';

const KEY = 'sk-live-0f1e2d3c4b5a6978';
const textOf = (folder: string) => readFileSync(join(folder, 'secrets.json'), 'utf8');
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a key is there after a restart, in a file of mode 600, with nothing left beside it', () => {
  const folder = temporaryFolder();
  openSecrets(folder, null).set('a', KEY);
  expect(openSecrets(folder, null).get('a')).toBe(KEY);
  expect(modeOf(join(folder, 'secrets.json'))).toBe('600');
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

test('a removed key is in no byte of the file', () => {
  const folder = temporaryFolder();
  const secrets = openSecrets(folder, null);
  secrets.set('a', KEY);
  secrets.set('b', 'another-key-0123456789');
  secrets.remove('a');
  expect(textOf(folder)).not.toContain(KEY);
  expect(openSecrets(folder, null).get('b')).toBe('another-key-0123456789');
});

test('with a passphrase the file says nothing of the keys, and one that was open is sealed at the next start', () => {
  const folder = temporaryFolder();
  openSecrets(folder, null).set('a', KEY);
  expect(openSecrets(folder, 'a long passphrase').get('a')).toBe(KEY);
  expect(textOf(folder)).not.toContain(KEY);
  expect(textOf(folder)).not.toContain('"a"');
  expect(openSecrets(folder, 'a long passphrase').get('a')).toBe(KEY);
});

test.each([
  ['no passphrase', null, 'SECRETS_KEY is not set'],
  ['another passphrase', 'some other one', 'SECRETS_KEY is not the one'],
])('with %s a sealed file stops the start and stays as it is', (_, passphrase, why) => {
  const folder = temporaryFolder();
  openSecrets(folder, 'a long passphrase').set('a', KEY);
  const before = textOf(folder);
  expect(() => openSecrets(folder, passphrase)).toThrow(why);
  expect(() => openSecrets(folder, passphrase)).toThrow(StorageProblem);
  expect(textOf(folder)).toBe(before);
});

test('a sealed file that was changed is not believed', () => {
  const folder = temporaryFolder();
  openSecrets(folder, 'a long passphrase').set('a', KEY);
  const file = JSON.parse(textOf(folder)) as { sealed: { data: string } };
  const data = Buffer.from(file.sealed.data, 'base64');
  // Another bit, whatever stood there: it is random.
  data.writeUInt8(data.readUInt8(0) ^ 1, 0);
  file.sealed.data = data.toString('base64');
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(file));
  expect(() => openSecrets(folder, 'a long passphrase')).toThrow('SECRETS_KEY is not the one');
});

test.each(['', '{', '[]', '{"version":2,"keys":{}}', '{"version":1,"keys":{"a":7}}'])(
  'a damaged file (%j) stops the start and stays as it is',
  (text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secrets.json'), text);
    expect(() => openSecrets(folder, null)).toThrow('it is damaged');
    expect(textOf(folder)).toBe(text);
  },
);

test('no message of a file that cannot be read has a key in it', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'secrets.json'), `{"version":1,"keys":{"a":"${KEY}"}`);
  expect(() => openSecrets(folder, null)).toThrow(expect.not.stringContaining(KEY));
});

test.skipIf(process.platform === 'win32')('a file and a folder that others can read are said', () => {
  const folder = temporaryFolder();
  openSecrets(folder, null).set('a', KEY);
  expect(openSecrets(folder, null).warnings).toEqual([]);
  chmodSync(join(folder, 'secrets.json'), 0o644);
  chmodSync(folder, 0o755);
  const { warnings } = openSecrets(folder, null);
  expect(warnings).toHaveLength(2);
  expect(warnings[1]).toContain('chmod 700');
  expect(modeOf(join(folder, 'secrets.json'))).toBe('600');
});

test('a key that cannot be written is not known afterwards', () => {
  const folder = temporaryFolder();
  const secrets = openSecrets(folder, null);
  secrets.set('a', KEY);
  // Not to be removed, so the next write fails.
  mkdirSync(join(folder, 'secrets.json.part', 'x'), { recursive: true });
  expect(() => secrets.set('b', 'another-key-0123456789')).toThrow('secrets.json.part');
  expect([secrets.get('a'), secrets.get('b')]).toEqual([KEY, null]);
  expect(existsSync(join(folder, 'secrets.json'))).toBe(true);
});
