import { expect, test } from 'vitest';

import { FileTooLarge } from '../files.ts';
import { type Bucket, emptyFolder, r2Files } from './r2-files.ts';

const MIB = 1024 * 1024;

/** R2 as its manual says it is: parts of one size but the last, nothing seen before it is whole. */
function memoryBucket() {
  const stored = new Map<string, Uint8Array<ArrayBuffer>>();
  const uploads = { open: 0, aborted: 0, parts: [] as number[] };
  const bucket: Bucket = {
    head: async (key) => {
      const found = stored.get(key);
      return found ? { size: found.length } : null;
    },
    async get(key, { range } = { range: { offset: 0, length: Infinity } }) {
      const found = stored.get(key);
      return found
        ? { body: new Blob([found.slice(range.offset, range.offset + range.length)]).stream() }
        : null;
    },
    put: async (key, bytes) => void stored.set(key, bytes.slice()),
    delete: async (keys) => [keys].flat().forEach((key) => stored.delete(key)),
    list: async ({ prefix }) => ({
      objects: [...stored.keys()]
        .filter((key) => key.startsWith(prefix))
        .slice(0, 2)
        .map((key) => ({ key })),
    }),
    async createMultipartUpload(key) {
      uploads.open++;
      const parts: Uint8Array<ArrayBuffer>[] = [];
      return {
        async uploadPart(partNumber, bytes) {
          parts.push(bytes.slice());
          uploads.parts.push(bytes.length);
          return { partNumber, etag: String(partNumber) };
        },
        async complete(told) {
          expect(told).toHaveLength(parts.length);
          stored.set(key, new Uint8Array(await new Blob(parts).arrayBuffer()));
          uploads.open--;
        },
        async abort() {
          uploads.open--;
          uploads.aborted++;
        },
      };
    },
  };
  return { bucket, stored, uploads, files: r2Files(bucket, 'one/takes/') };
}

/** `size` bytes in chunks that fit no part. */
function streamOf(size: number, { breaksAt = Infinity } = {}): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= breaksAt) throw new Error('broke off');
      const length = Math.min(700_001, size - at);
      if (length === 0) return controller.close();
      controller.enqueue(new Uint8Array(length).fill(at % 251));
      at += length;
    },
  });
}

const bytesOf = async (body: ReadableStream<Uint8Array> | null) =>
  new Uint8Array(await new Response(body as BodyInit | null).arrayBuffer());

test.each([0, 1, 5 * MIB, 8 * MIB, 8 * MIB + 1, 20 * MIB])(
  'a stream of %i bytes comes back as it was',
  async (size) => {
    const { files, stored, uploads } = memoryBucket();
    expect(await files.write('takes/a/1.mp3', streamOf(size))).toBe(size);
    expect([...stored.keys()]).toEqual(['one/takes/takes/a/1.mp3']);
    expect(await files.size('takes/a/1.mp3')).toBe(size);
    const [back, sent] = [await bytesOf(await files.read('takes/a/1.mp3')), await bytesOf(streamOf(size))];
    expect(Buffer.compare(back, sent)).toBe(0);
    expect(uploads.open).toBe(0);
    expect(new Set(uploads.parts.slice(0, -1)).size).toBeLessThanOrEqual(1);
  },
);

test('a part of a file is both its ends and what lies between', async () => {
  const { files } = memoryBucket();
  await files.write('a', new Uint8Array([0, 1, 2, 3, 4]));
  expect(await bytesOf(await files.read('a', { start: 1, end: 3 }))).toEqual(new Uint8Array([1, 2, 3]));
});

test.each([1 * MIB, 12 * MIB])('what breaks off after %i bytes leaves nothing behind', async (breaksAt) => {
  const { files, stored, uploads } = memoryBucket();
  await expect(files.write('a', streamOf(40 * MIB, { breaksAt }))).rejects.toThrow('broke off');
  expect(stored.size).toBe(0);
  expect(uploads.open).toBe(0);
});

test('what is larger than it may be is given up, its source too', async () => {
  const { files, stored, uploads } = memoryBucket();
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(MIB)),
    cancel: () => void (isCancelled = true),
  });
  await expect(files.write('a', endless, { maxBytes: 10 * MIB })).rejects.toThrow(FileTooLarge);
  expect([stored.size, uploads.open, uploads.aborted, isCancelled]).toEqual([0, 0, 1, true]);
});

test('a file that is not there is none, and removing it is fine', async () => {
  const { files } = memoryBucket();
  expect([await files.size('a'), await files.read('a')]).toEqual([null, null]);
  await files.remove('a');
});

test.each(['../b', '/a', 'a//b', '.hidden', ''])('%j is no name of ours', async (name) => {
  await expect(memoryBucket().files.write(name, new Uint8Array(1))).rejects.toThrow('Not a file name');
});

test('a folder is emptied, however much is in it, and no other is', async () => {
  const { bucket, stored, files } = memoryBucket();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await files.write(name, new Uint8Array(1));
  await r2Files(bucket, 'one-more/takes/').write('a', new Uint8Array(1));
  await emptyFolder(bucket, 'one/');
  expect([...stored.keys()]).toEqual(['one-more/takes/a']);
});
