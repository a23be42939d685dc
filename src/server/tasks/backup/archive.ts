import { type CreateReadableOptions, type Entry as Member, Reader, ZipReader } from '@zip.js/zip.js';

import { BACKUP_JSON_MAX } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';

import type { Files } from '../../platform/files.ts';
import { BACKUP_NAME } from './backup-format.ts';

export type UploadKind = 'json' | 'zip';

/** What a backup is read from. */
export interface Archive {
  /** The backup itself. */
  text: () => Promise<string>;
  /** Bytes of a take's copy; null when it did not come along. */
  size: (name: string) => number | null;
  open: (name: string) => ReadableStream<Uint8Array>;
}

const damaged = (what: string, cause?: unknown): Refusal =>
  new Refusal(
    400,
    { code: 'invalid-request', field: what, message: `${what} is damaged or not complete.` },
    cause,
  );

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    // A small zip can hold a file that never ends.
    if (bytes > BACKUP_JSON_MAX) {
      const message = `${BACKUP_NAME} is larger than ${BACKUP_JSON_MAX / 2 ** 20} MB.`;
      throw new Refusal(413, { code: 'invalid-request', field: BACKUP_NAME, message });
    }
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}

/** An upload in the data folder, read at any place of it. */
class UploadReader extends Reader<string> {
  readonly #files: Files;
  readonly #name: string;

  constructor(files: Files, name: string, size: number) {
    super(name);
    this.#files = files;
    this.#name = name;
    this.size = size;
  }

  override createReadable({ offset = 0, size = this.size - offset }: CreateReadableOptions = {}) {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const pass = async () => (await this.#range(offset, size)).pipeTo(writable);
    // A reader that goes away, or a file that breaks off, is seen at the other end.
    pass().catch((error: unknown) => writable.abort(error).catch(() => {}));
    return readable;
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(await new Response((await this.#range(offset, length)) as BodyInit).arrayBuffer());
  }

  async #range(offset: number, size: number): Promise<ReadableStream<Uint8Array>> {
    const end = Math.min(offset + size, this.size) - 1;
    const stream =
      end < offset ? new Blob([]).stream() : await this.#files.read(this.#name, { start: offset, end });
    if (!stream) throw damaged('The upload');
    return stream;
  }
}

const fromJson = (files: Files, upload: string): Archive => ({
  async text() {
    const stream = await files.read(upload);
    if (!stream) throw damaged('The upload');
    return readText(stream);
  },
  size: () => null,
  open: (name) => {
    throw damaged(name);
  },
});

async function fromZip(files: Files, upload: string): Promise<Archive> {
  const bytes = (await files.size(upload)) ?? 0;
  let members: Member[];
  try {
    members = await new ZipReader(new UploadReader(files, upload, bytes), {
      useWebWorkers: false,
    }).getEntries();
  } catch (cause) {
    throw damaged('The zip', cause);
  }
  const backup = members.find(({ filename }) => filename.endsWith(BACKUP_NAME));
  if (!backup) {
    const message = `There is no ${BACKUP_NAME} in the zip.`;
    throw new Refusal(400, { code: 'invalid-request', field: 'body', message });
  }
  // Unpacked and packed again by hand, all of it often stands in a folder.
  const folder = backup.filename.slice(0, -BACKUP_NAME.length);
  const byName = new Map(members.map((member) => [member.filename, member]));

  function open(name: string): ReadableStream<Uint8Array> {
    const member = byName.get(folder + name);
    if (!member || member.directory) throw damaged(name);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    member
      .getData(writable, { useWebWorkers: false, checkSignature: true })
      .catch((cause: unknown) => writable.abort(damaged(name, cause)).catch(() => {}));
    return readable;
  }

  return {
    text: () => readText(open(BACKUP_NAME)),
    size: (name) => byName.get(folder + name)?.uncompressedSize ?? null,
    open,
  };
}

/** @throws Refusal 400 when the zip is none, or is damaged */
export const openArchive = async (files: Files, upload: string, kind: UploadKind): Promise<Archive> =>
  kind === 'zip' ? fromZip(files, upload) : fromJson(files, upload);
