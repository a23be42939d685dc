import { BACKUP_JSON_MAX } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { Files } from '../../platform/files.ts';
import { BACKUP_NAME } from './backup-format.ts';
import { type ByteSource, DamagedZip, listMembers, readZipMember, type ZipMember } from './zip-reader.ts';

/** What a backup is read from. */
export interface Archive {
  /** The backup itself, piece by piece. */
  text: () => AsyncGenerator<string>;
  /** Bytes of a take's copy; null when it did not come along. */
  size: (name: string) => number | null;
  /** @throws Refusal 400 while it is read, when it is damaged */
  open: (name: string) => AsyncGenerator<Uint8Array>;
}

/** Far above what fits the largest zip that is taken. */
const MEMBERS_MAX = 500_000;
const ZIP_SIGNATURE = [0x50, 0x4b];

const damaged = (what: string, cause?: unknown): Refusal =>
  new Refusal(400, { code: 'invalid-request', field: what, ...because('fileDamaged', what) }, cause);

const isDamage = (error: unknown): boolean =>
  error instanceof DamagedZip ||
  // What does not unpack, or holds a number that points nowhere.
  error instanceof TypeError ||
  error instanceof RangeError;

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    // A small zip can hold a file that never ends.
    if (size > BACKUP_JSON_MAX) {
      const message = `${BACKUP_NAME} is larger than ${BACKUP_JSON_MAX / 2 ** 20} MB.`;
      throw new Refusal(413, { code: 'invalid-request', field: BACKUP_NAME, message });
    }
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

async function readUpload(files: Files, upload: string): Promise<ByteSource> {
  const size = (await files.size(upload)) ?? 0;
  return {
    size,
    async read(start, end) {
      const stream = end <= start ? new Blob([]).stream() : await files.read(upload, { start, end: end - 1 });
      if (!stream) throw damaged('The upload');
      return stream;
    },
  };
}

/** Some programs write `\` between folders; macOS adds a shadow of each file. Null: not a file of ours. */
function nameIn(member: ZipMember): string | null {
  const name = member.name.replaceAll('\\', '/').replace(/^\.\//, '');
  const parts = name.split('/');
  return parts.includes('__MACOSX') || parts.at(-1)?.startsWith('._') === true ? null : name;
}

async function fromZip(source: ByteSource): Promise<Archive> {
  const byName = new Map<string, ZipMember>();
  const folders: string[] = [];
  try {
    for await (const member of listMembers(source, MEMBERS_MAX)) {
      const name = nameIn(member);
      if (name === null) continue;
      byName.set(name, member);
      if (name === BACKUP_NAME || name.endsWith(`/${BACKUP_NAME}`))
        folders.push(name.slice(0, -BACKUP_NAME.length));
    }
  } catch (cause) {
    throw isDamage(cause) ? damaged('The zip', cause) : cause;
  }
  // Unpacked and packed again by hand, all of it often stands in a folder.
  const [folder] = folders.sort((a, b) => a.split('/').length - b.split('/').length);
  if (folder === undefined) {
    const message = `There is no ${BACKUP_NAME} in the zip.`;
    throw new Refusal(400, { code: 'invalid-request', field: 'body', message });
  }

  async function* open(name: string): AsyncGenerator<Uint8Array> {
    const member = byName.get(folder + name);
    if (!member) throw damaged(name);
    try {
      yield* readZipMember(source, member);
    } catch (cause) {
      throw isDamage(cause) ? damaged(name, cause) : cause;
    }
  }

  return {
    text: () => decode(open(BACKUP_NAME)),
    size: (name) => byName.get(folder + name)?.size ?? null,
    open,
  };
}

/**
 * Opens an upload for what its first bytes say it is.
 * @throws Refusal 400 when it is a zip that is damaged, or holds no backup
 */
export async function openArchive(files: Files, upload: string): Promise<Archive> {
  const source = await readUpload(files, upload);
  const head = new Uint8Array(
    await new Response((await source.read(0, Math.min(2, source.size))) as BodyInit).arrayBuffer(),
  );
  if (ZIP_SIGNATURE.every((byte, i) => head[i] === byte)) return fromZip(source);
  return {
    text: async function* text() {
      yield* decode(await source.read(0, source.size));
    },
    size: () => null,
    open: (name) => {
      throw damaged(name);
    },
  };
}
