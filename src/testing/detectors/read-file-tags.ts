/** What sound files say of themselves, by readers that share nothing with `audio/`: the formats' own documents, in small. */

type Fields = Record<string, string>;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const textOf = (bytes: Uint8Array, encoding = 'utf-8'): string => new TextDecoder(encoding).decode(bytes);

/** The chunks of a RIFF file by their ids, those of its INFO list among them; throws where its lengths do not fit. */
function readRiff(bytes: Uint8Array): Map<string, DataView> {
  const view = viewOf(bytes);
  if (textOf(bytes.subarray(0, 4)) !== 'RIFF' || view.getUint32(4, true) !== bytes.length - 8)
    throw new Error('No RIFF file of that length.');
  const chunks = new Map<string, DataView>();
  const walk = (from: number, to: number) => {
    for (let at = from; at < to;) {
      const id = textOf(bytes.subarray(at, at + 4));
      const size = view.getUint32(at + 4, true);
      if (at + 8 + size > to) throw new Error(`${id} is longer than the file.`);
      if (id === 'LIST') walk(at + 12, at + 8 + size);
      else chunks.set(id, viewOf(bytes.subarray(at + 8, at + 8 + size)));
      at += 8 + size + (size % 2);
    }
  };
  walk(12, bytes.length);
  return chunks;
}

/** `smpl`, `acid` and the texts of a WAV. */
export function readWavTags(bytes: Uint8Array) {
  const chunks = readRiff(bytes);
  const [smpl, acid, format, data] = ['smpl', 'acid', 'fmt ', 'data'].map((id) => chunks.get(id));
  if (!format || !data) throw new Error('No sound in it.');
  const loops = Array.from({ length: smpl?.getUint32(28, true) ?? 0 }, (_, n) => [
    smpl?.getUint32(44 + 24 * n, true),
    smpl?.getUint32(48 + 24 * n, true),
  ]);
  return {
    frames: data.byteLength / format.getUint16(12, true),
    rate: format.getUint32(4, true),
    bits: format.getUint16(14, true),
    isFloat: format.getUint16(0, true) === 3,
    root: smpl?.getUint32(12, true),
    /** First and last sample that is played. */
    loops,
    acid: acid && {
      isOneShot: (acid.getUint32(0, true) & 1) === 1,
      root: acid.getUint16(4, true),
      beats: acid.getUint32(12, true),
      bpm: acid.getFloat32(20, true),
    },
    text: (id: string) => {
      const body = chunks.get(id);
      return (
        body && textOf(new Uint8Array(body.buffer, body.byteOffset, body.byteLength)).replace(/\0+$/, '')
      );
    },
  };
}

/** Vorbis comments: a vendor's name, a count, `NAME=value` each behind its length. */
function readComments(bytes: Uint8Array): Fields {
  const view = viewOf(bytes);
  let at = 4 + view.getUint32(0, true);
  const count = view.getUint32(at, true);
  at += 4;
  return Object.fromEntries(
    Array.from({ length: count }, () => {
      const size = view.getUint32(at, true);
      const text = textOf(bytes.subarray(at + 4, at + 4 + size));
      at += 4 + size;
      return [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    }),
  );
}

export function readFlacComments(bytes: Uint8Array): Fields {
  for (let at = 4; at < bytes.length;) {
    const size = viewOf(bytes).getUint32(at) & 0xffffff;
    const type = bytes[at] ?? 0;
    if ((type & 0x7f) === 4) return readComments(bytes.subarray(at + 4, at + 4 + size));
    if (type >= 0x80) break;
    at += 4 + size;
  }
  return {};
}

/** An Ogg Vorbis file's comments, rate and count of samples; throws where a page is out of order or its checksum is wrong. */
export function readOggVorbis(bytes: Uint8Array) {
  const view = viewOf(bytes);
  const packets: Uint8Array[] = [];
  let open: number[] = [];
  let frames = 0;
  for (let at = 0, page = 0; at < bytes.length; page++) {
    const laces = bytes.subarray(at + 27, at + 27 + (bytes[at + 26] ?? 0));
    let from = at + 27 + laces.length;
    const end = laces.reduce((sum, lace) => sum + lace, from);
    if (textOf(bytes.subarray(at, at + 4)) !== 'OggS' || view.getUint32(at + 18, true) !== page)
      throw new Error(`Page ${page} is not in its place.`);
    if (checksum(bytes.subarray(at, end)) !== view.getUint32(at + 22, true))
      throw new Error(`The checksum of page ${page} is wrong.`);
    for (const lace of laces) {
      if (packets.length < 3) open.push(...bytes.subarray(from, from + lace));
      from += lace;
      if (lace === 255) continue;
      if (packets.length < 3) packets.push(Uint8Array.from(open));
      open = [];
    }
    // The position of the last sample whose packet ends on this page.
    const position = view.getBigInt64(at + 6, true);
    if (position > 0n) frames = Number(position);
    at = end;
  }
  const [head = new Uint8Array(), comment = new Uint8Array()] = packets;
  return { rate: viewOf(head).getUint32(12, true), frames, fields: readComments(comment.subarray(7)) };
}

/** Bit by bit, as RFC 3533 words it, with the field itself as zeros. */
function checksum(page: Uint8Array): number {
  let value = 0;
  page.forEach((byte, n) => {
    value ^= (n >= 22 && n < 26 ? 0 : byte) << 24;
    for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  });
  return value >>> 0;
}

/** The text frames of an ID3v2.3 tag in UTF-16; a frame of one's own by its own name. */
export function readId3Frames(bytes: Uint8Array): Fields {
  if (textOf(bytes.subarray(0, 3)) !== 'ID3' || bytes[3] !== 3) throw new Error('No ID3v2.3 tag.');
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (bytes[at] ?? 0), 0);
  const fields: Fields = {};
  for (let at = 10; at < 10 + size;) {
    const id = textOf(bytes.subarray(at, at + 4));
    const length = viewOf(bytes).getUint32(at + 4);
    // COMM has three letters of language behind the encoding.
    const body = bytes.subarray(at + (id === 'COMM' ? 14 : 11), at + 10 + length);
    const [first = '', second] = textOf(body, 'utf-16le')
      .split('\0')
      .map((text) => text.replace('\uFEFF', ''));
    if (second === undefined || id === 'COMM') fields[id] = second ?? first;
    else fields[first] = second;
    at += 10 + length;
  }
  return fields;
}
