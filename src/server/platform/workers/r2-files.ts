import { FileTooLarge, type Files } from '../files.ts';

interface StoredBody {
  body: ReadableStream<Uint8Array>;
}
interface UploadedPart {
  partNumber: number;
  etag: string;
}
interface MultipartUpload {
  uploadPart(partNumber: number, bytes: Uint8Array): Promise<UploadedPart>;
  complete(parts: UploadedPart[]): Promise<unknown>;
  abort(): Promise<void>;
}
/** The part of an R2 bucket that files need. */
export interface Bucket {
  head(key: string): Promise<{ size: number } | null>;
  get(key: string, options?: { range: { offset: number; length: number } }): Promise<StoredBody | null>;
  put(key: string, bytes: Uint8Array): Promise<unknown>;
  delete(keys: string | string[]): Promise<void>;
  /** At most 1,000, as many as `delete` takes. */
  list(options: { prefix: string }): Promise<{ objects: { key: string }[] }>;
  createMultipartUpload(key: string): Promise<MultipartUpload>;
}

/** Deletes what lies below `prefix`. */
export async function emptyFolder(bucket: Pick<Bucket, 'list' | 'delete'>, prefix: string): Promise<void> {
  for (;;) {
    const { objects } = await bucket.list({ prefix });
    if (objects.length === 0) return;
    await bucket.delete(objects.map(({ key }) => key));
  }
}

/** R2 wants to know a body's length: up to so many bytes are collected first. All parts but the last are of one size. */
const PART_BYTES = 8 * 1024 * 1024;
const PART_NAME = /^[\w-][\w.-]*$/;

/**
 * What lies below `prefix` in a bucket as a folder. A name is there once its last byte is.
 * @param within lets a call to the bucket have one of the few connections that a Worker may have open
 */
export function r2Files(
  bucket: Bucket,
  prefix: string,
  within: <T>(call: () => Promise<T>) => Promise<T> = (call) => call(),
): Files {
  function keyOf(name: string): string {
    if (!name.split('/').every((part) => PART_NAME.test(part)))
      throw new Error(`Not a file name of ours: ${JSON.stringify(name)}`);
    return prefix + name;
  }

  async function writeStream(
    name: string,
    body: ReadableStream<Uint8Array>,
    maxBytes: number,
  ): Promise<number> {
    const key = keyOf(name);
    const parts: UploadedPart[] = [];
    let upload: MultipartUpload | null = null;
    let size = 0;
    try {
      for await (const { bytes, isLast } of partsOf(body, name, maxBytes)) {
        size += bytes.length;
        if (isLast && !upload) {
          await within(() => bucket.put(key, bytes));
          return size;
        }
        upload ??= await within(() => bucket.createMultipartUpload(key));
        const open = upload;
        if (bytes.length > 0) parts.push(await within(() => open.uploadPart(parts.length + 1, bytes)));
      }
      const open = upload;
      if (open) await within(() => open.complete(parts));
      return size;
    } catch (error) {
      // What is not ended is kept, and paid for, a week.
      await upload?.abort().catch(() => undefined);
      throw error;
    }
  }

  return {
    async write(name, body, { maxBytes = Infinity } = {}) {
      if (!(body instanceof Uint8Array)) return writeStream(name, body, maxBytes);
      if (body.length > maxBytes) throw tooLarge(name, maxBytes);
      await within(() => bucket.put(keyOf(name), body));
      return body.length;
    },
    size: async (name) => (await within(() => bucket.head(keyOf(name))))?.size ?? null,
    async read(name, range) {
      const part = range && { range: { offset: range.start, length: range.end - range.start + 1 } };
      const found = await within(() => bucket.get(keyOf(name), part));
      return found?.body ?? null;
    },
    remove: (name) => within(() => bucket.delete(keyOf(name))),
  };
}

const tooLarge = (name: string, maxBytes: number) =>
  new FileTooLarge(`${name} is larger than ${maxBytes} bytes.`);

/** Pieces of one size, the last one smaller. Ending the loop early cancels the source. */
async function* partsOf(
  body: ReadableStream<Uint8Array>,
  name: string,
  maxBytes: number,
): AsyncGenerator<{ bytes: Uint8Array; isLast: boolean }> {
  let part = new Uint8Array(PART_BYTES);
  let filled = 0;
  let size = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > maxBytes) throw tooLarge(name, maxBytes);
      for (let at = 0; at < value.length;) {
        const taken = value.subarray(at, at + PART_BYTES - filled);
        part.set(taken, filled);
        filled += taken.length;
        at += taken.length;
        if (filled < PART_BYTES) continue;
        yield { bytes: part, isLast: false };
        part = new Uint8Array(PART_BYTES);
        filled = 0;
      }
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
  yield { bytes: part.subarray(0, filled), isLast: true };
}
