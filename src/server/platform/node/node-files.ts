import { readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';

import { StorageProblem } from '../errors.ts';
import { FileTooLarge, type Files } from '../files.ts';
import { makeFolder, messageOf } from './make-folder.ts';

const PART = /^[\w-][\w.-]*$/;
const TEMPORARY = '.part';

/** A folder as the rooms see it. Names reach nothing outside it; left-overs of a crash are cleared away. */
export function openFiles(folder: string): Files {
  makeFolder(folder);
  clearLeftovers(folder);

  function pathOf(name: string): string {
    const parts = name.split('/');
    if (!parts.every((part) => PART.test(part)) || name.endsWith(TEMPORARY))
      throw new Error(`Not a file name of ours: ${JSON.stringify(name)}`);
    return join(folder, ...parts);
  }

  return {
    async write(name, body, { maxBytes = Infinity } = {}) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${crypto.randomUUID()}${TEMPORARY}`;
      const file = await open(temporary, 'wx');
      let size = 0;
      try {
        try {
          for await (const chunk of chunksOf(body)) {
            if (size + chunk.byteLength > maxBytes)
              throw new FileTooLarge(`${name} is larger than ${maxBytes} bytes.`);
            await file.writeFile(chunk);
            size += chunk.byteLength;
          }
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
      return size;
    },

    async size(name) {
      const found = await unlessMissing(stat(pathOf(name)));
      return found?.isFile() ? found.size : null;
    },

    async read(name, range) {
      const file = await unlessMissing(open(pathOf(name), 'r'));
      if (!file) return null;
      const stream = file.createReadStream(range ?? {});
      // Node's own stream type and the web's are one and the same object.
      return Readable.toWeb(stream) as NodeStream<Uint8Array> as ReadableStream<Uint8Array>;
    },

    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
  };
}

/** Ending the loop early (too large, disk full) cancels the source. */
async function* chunksOf(body: Uint8Array | ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}

async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Makes a rename outlive a power cut. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (sep === '\\') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function clearLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith(TEMPORARY)) rmSync(join(folder, name), { force: true });
  } catch (cause) {
    throw new StorageProblem(`The folder ${folder} cannot be used: ${messageOf(cause)}.`, { cause });
  }
}
