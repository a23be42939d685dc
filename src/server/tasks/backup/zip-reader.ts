/** Bytes that can be read at any place. `end` is not included. */
export interface ByteSource {
  size: number;
  read(start: number, end: number): Promise<ReadableStream<Uint8Array>>;
}

export interface ZipMember {
  name: string;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Of its own header in the file. */
  offset: number;
}

/** The bytes are no zip, or not all of one, or changed on the way. */
export class DamagedZip extends Error {
  override readonly name = 'DamagedZip';
}

// APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.
const END = { signature: 0x06054b50, size: 22, commentMax: 0xffff };
const END_64_LOCATOR = { signature: 0x07064b50, size: 20 };
const END_64 = { signature: 0x06064b50, size: 56 };
const MEMBER = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
const EXTRA_64 = 0x0001;
const IS_64 = 0xffff_ffff;
const COUNT_MAX = 0xffff;
const ENCRYPTED = 0x0001;
const STORED = 0;
const DEFLATED = 8;
const WINDOW_BYTES = 512 * 1024;

async function readBytes(source: ByteSource, start: number, end: number): Promise<DataView<ArrayBuffer>> {
  if (start < 0 || end > source.size || start > end) throw new DamagedZip('It points outside of itself.');
  const bytes = await new Response((await source.read(start, end)) as BodyInit).arrayBuffer();
  if (bytes.byteLength !== end - start) throw new DamagedZip('It ends too early.');
  return new DataView(bytes);
}

const uint64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

interface Directory {
  start: number;
  end: number;
  members: number;
}

/** Where the list of members stands: told at the end of the file, before a comment. */
async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailStart = Math.max(0, source.size - END.size - END.commentMax);
  const tail = await readBytes(source, tailStart, source.size);
  for (let at = tail.byteLength - END.size; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END.signature) continue;
    const members = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const start = tail.getUint32(at + 16, true);
    const locatorAt = at - END_64_LOCATOR.size;
    if (locatorAt < 0 || tail.getUint32(locatorAt, true) !== END_64_LOCATOR.signature)
      return { start, end: start + size, members };
    const endAt = uint64(tail, locatorAt + 8);
    const end = await readBytes(source, endAt, endAt + END_64.size);
    if (end.getUint32(0, true) !== END_64.signature) throw new DamagedZip('Its end is not where it says.');
    const start64 = uint64(end, 48);
    return { start: start64, end: start64 + uint64(end, 40), members: uint64(end, 32) };
  }
  throw new DamagedZip('It has no end.');
}

const decoder = new TextDecoder();

function readMember(
  view: DataView<ArrayBuffer>,
  at: number,
  nameLength: number,
  extraLength: number,
): ZipMember {
  const name = decoder.decode(new Uint8Array(view.buffer, at + MEMBER.size, nameLength));
  const member = {
    name,
    method: view.getUint16(at + 8, true) & ENCRYPTED ? -1 : view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  const extraEnd = at + MEMBER.size + nameLength + extraLength;
  for (let extra = at + MEMBER.size + nameLength; extra + 4 <= extraEnd;) {
    const length = view.getUint16(extra + 2, true);
    if (view.getUint16(extra, true) === EXTRA_64) {
      // Only what did not fit, in this order.
      let value = extra + 4;
      for (const field of ['size', 'packedSize', 'offset'] as const) {
        if (member[field] !== IS_64) continue;
        if (value + 8 > extraEnd) throw new DamagedZip('A size is missing.');
        member[field] = uint64(view, value);
        value += 8;
      }
    }
    extra += 4 + length;
  }
  return member;
}

/** Reads the list of what a zip holds, half a megabyte at a time. @throws DamagedZip */
export async function* listMembers(source: ByteSource, membersMax: number): AsyncGenerator<ZipMember> {
  const { start, end, members } = await findDirectory(source);
  if (members > membersMax) throw new DamagedZip(`It holds more than ${membersMax} files.`);
  let found = 0;
  for (let from = start; from < end;) {
    const view = await readBytes(source, from, Math.min(from + WINDOW_BYTES, end));
    let at = 0;
    while (at + MEMBER.size <= view.byteLength) {
      if (view.getUint32(at, true) !== MEMBER.signature) throw new DamagedZip('Its list is broken.');
      const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
      const next = at + MEMBER.size + nameLength + extraLength + view.getUint16(at + 32, true);
      if (next > view.byteLength) break;
      if ((found += 1) > membersMax) throw new DamagedZip(`It holds more than ${membersMax} files.`);
      yield readMember(view, at, nameLength, extraLength);
      at = next;
    }
    if (at === 0) throw new DamagedZip('Its list is broken.');
    from += at;
  }
  // Some writers, ours too, have no more than 16 bits for the count.
  if (members !== found && members !== found % 0x1_0000 && members !== COUNT_MAX)
    throw new DamagedZip('Its list is not complete.');
}

/** The bytes of a member, checked against their length and sum. @throws DamagedZip while it is read */
export async function* readZipMember(source: ByteSource, member: ZipMember): AsyncGenerator<Uint8Array> {
  if (member.method !== STORED && member.method !== DEFLATED)
    throw new DamagedZip('It is packed in a way that is not known here, or needs a password.');
  const header = await readBytes(source, member.offset, member.offset + LOCAL.size);
  if (header.getUint32(0, true) !== LOCAL.signature) throw new DamagedZip('It is not where the list says.');
  const start = member.offset + LOCAL.size + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + member.packedSize > source.size) throw new DamagedZip('It ends too early.');
  const packed = await source.read(start, start + member.packedSize);
  // The types of streams differ between libraries; the bytes do not.
  const inflate = new DecompressionStream('deflate-raw') as unknown as ReadableWritablePair<
    Uint8Array,
    Uint8Array
  >;
  const bytes = member.method === STORED ? packed : packed.pipeThrough(inflate);
  let size = 0;
  let crc = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > member.size) throw new DamagedZip('It is longer than the list says.');
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== member.size || crc !== member.crc) throw new DamagedZip('Its bytes have changed.');
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}
