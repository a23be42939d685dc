import { makeZip } from 'client-zip';
import { expect, test } from 'vitest';

import { Refusal } from '#shared/problem.ts';

import { memoryFiles } from '../../../testing/task-fixtures.ts';
import { zipOf, type ZipFile } from '../../../testing/zip-fixtures.ts';
import { openArchive } from './archive.ts';

const BACKUP = '{"format":"cuesmith-backup","ärger":true}';
const TAKE = 'takes/00000000-0000-4000-8000-000000000001/1.mp3';
const SOUND = new Uint8Array(5000).map((_, i) => (i * 7) % 13);

async function open(zip: Uint8Array) {
  const files = memoryFiles();
  await files.write('upload', zip);
  return openArchive(files, 'upload');
}

async function all<Piece>(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const found: Piece[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}
const join = async (pieces: AsyncIterable<string>) => (await all(pieces)).join('');
const bytesOf = async (pieces: AsyncIterable<Uint8Array>) => new Uint8Array(Buffer.concat(await all(pieces)));

const named = (backup: string, take: string, more: Partial<ZipFile> = {}): ZipFile[] => [
  { name: backup, bytes: BACKUP, ...more },
  { name: take, bytes: SOUND, ...more },
];
const shadow = (name: string): ZipFile => ({ name, bytes: '\x00\x05\x16\x07Mac OS X' });

test.each<[string, ZipFile[]]>([
  ['as it was made', named('cuesmith-backup.json', TAKE)],
  ['packed', named('cuesmith-backup.json', TAKE, { isDeflated: true })],
  ['written in one go', named('cuesmith-backup.json', TAKE, { isDeflated: true, hasDescriptor: true })],
  ['in a folder', named('my backup/cuesmith-backup.json', `my backup/${TAKE}`)],
  [
    'by macOS, with a shadow of each file in front',
    [
      shadow('__MACOSX/cuesmith-backup/._cuesmith-backup.json'),
      shadow('__MACOSX/cuesmith-backup/cuesmith-backup.json'),
      ...named('cuesmith-backup/cuesmith-backup.json', `cuesmith-backup/${TAKE}`),
    ],
  ],
  ['by PowerShell', named('cuesmith-backup.json', TAKE.replaceAll('/', '\\'))],
  ['by PowerShell, in a folder', named('b\\cuesmith-backup.json', `b\\${TAKE.replaceAll('/', '\\')}`)],
  ['from a terminal', named('./cuesmith-backup.json', `./${TAKE}`)],
  [
    'beside a file whose name only ends like it',
    [
      { name: 'evil-cuesmith-backup.json', bytes: '{}' },
      { name: 'old/cuesmith-backup.json', bytes: '{}' },
      ...named('cuesmith-backup.json', TAKE),
    ],
  ],
])('a zip is read however it was packed: %s', async (_, members) => {
  const archive = await open(zipOf(...members));
  expect(await join(archive.text())).toBe(BACKUP);
  expect(archive.size(TAKE)).toBe(SOUND.length);
  expect(await bytesOf(archive.open(TAKE))).toEqual(SOUND);
});

test('a zip of 70,000 files is read', async () => {
  const names = Array.from({ length: 70_000 }, (_, i) => ({ name: `takes/${i}`, input: '' }));
  const zip = makeZip([...names, { name: 'cuesmith-backup.json', input: BACKUP }]);
  const archive = await open(new Uint8Array(await new Response(zip as BodyInit).arrayBuffer()));
  expect(await join(archive.text())).toBe(BACKUP);
});

const refusalOf = async (work: () => Promise<unknown>): Promise<number | null> => {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Refusal ? error.status : 500;
  }
};

test.each([false, true])(
  'a zip with any one byte changed, or cut anywhere, is read or refused with 400 (packed: %s)',
  async (isDeflated) => {
    const zip = zipOf(
      ...named('cuesmith-backup.json', TAKE, { isDeflated }).map((file) => ({
        ...file,
        bytes: file.bytes.slice(0, 60),
      })),
    );
    const readAll = async (bytes: Uint8Array) => {
      const archive = await open(bytes);
      await join(archive.text());
      if (archive.size(TAKE) !== null) await bytesOf(archive.open(TAKE));
    };
    const flips = await Promise.all(
      Array.from(zip, async (byte, at) => refusalOf(() => readAll(zip.with(at, byte ^ 0xff)))),
    );
    expect(new Set(flips)).toEqual(new Set([400, null]));
    const cuts = await Promise.all(
      Array.from(zip, (_, length) =>
        refusalOf(async () => {
          const archive = await open(zip.slice(0, length));
          // What is cut before the first signature is no zip at all, but text that is no JSON.
          if (length < 2) throw new Refusal(400, { code: 'invalid-request', message: 'no' });
          await join(archive.text());
        }),
      ),
    );
    expect(new Set(cuts)).toEqual(new Set([400]));
  },
);
