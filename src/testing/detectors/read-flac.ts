/** A FLAC decoder that shares nothing with our encoder: RFC 9639, without checking CRCs. */
export function readFlac(bytes: Uint8Array) {
  const reader = new BitReader(bytes, 32);
  let head = { rate: 0, count: 0, width: 0, total: 0, md5: new Uint8Array() };
  for (let isLast = false; !isLast;) {
    isLast = reader.bits(1) === 1;
    const type = reader.bits(7);
    const size = reader.bits(24);
    const next = reader.at + 8 * size;
    if (type === 0) {
      reader.at += 80;
      head = {
        rate: reader.bits(20),
        count: reader.bits(3) + 1,
        width: reader.bits(5) + 1,
        total: reader.bits(4) * 2 ** 32 + reader.bits(16) * 2 ** 16 + reader.bits(16),
        md5: bytes.slice(reader.at >> 3, (reader.at >> 3) + 16),
      };
    }
    reader.at = next;
  }
  const channels = Array.from({ length: head.count }, () => new Int32Array(head.total));
  for (let start = 0; start < head.total;) {
    const block = readFrame(reader, head.width);
    block.forEach((channel, n) => channels[n]?.set(channel, start));
    start += block[0]?.length ?? head.total;
  }
  return { channels, rate: head.rate, bits: head.width, md5: head.md5 };
}

class BitReader {
  readonly #bytes: Uint8Array;
  /** In bits. */
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** At most 33 of them. */
  bits(count: number): number {
    let value = 0;
    for (let left = count; left > 0;) {
      const room = 8 - (this.at & 7);
      const take = Math.min(room, left);
      const part = ((this.#bytes[this.at >> 3] ?? 0) >> (room - take)) & ((1 << take) - 1);
      value = value * 2 ** take + part;
      this.at += take;
      left -= take;
    }
    return value;
  }

  signed(count: number): number {
    const value = this.bits(count);
    return count > 0 && value >= 2 ** (count - 1) ? value - 2 ** count : value;
  }

  /** Zeros before the next one, which is read, too. */
  zeros(): number {
    let count = 0;
    while (this.bits(1) === 0) {
      if (this.at >> 3 > this.#bytes.length) throw new Error('The file ends within a frame.');
      count++;
    }
    return count;
  }
}

const LEFT_SIDE = 8;
const SIDE_RIGHT = 9;
const MID_SIDE = 10;

function readFrame(reader: BitReader, width: number): Int32Array[] {
  if (reader.bits(14) !== 0b11111111111110) throw new Error('No frame here.');
  reader.bits(2);
  const sizeCode = reader.bits(4);
  const rateCode = reader.bits(4);
  const layout = reader.bits(4);
  reader.bits(4);
  // The frame's number, as UTF-8: its first byte tells how many follow.
  const follow = Math.max(1, Math.clz32(~(reader.bits(8) << 24))) - 1;
  reader.at += 8 * follow;
  const size = blockSize(reader, sizeCode);
  if (rateCode >= 12) reader.at += rateCode === 12 ? 8 : 16;
  reader.at += 8;
  const sideAt = { [LEFT_SIDE]: 1, [SIDE_RIGHT]: 0, [MID_SIDE]: 1 }[layout];
  const count = layout < LEFT_SIDE ? layout + 1 : 2;
  const frames = Array.from({ length: count }, (_, n) =>
    readSubframe(reader, size, width + (n === sideAt ? 1 : 0)),
  );
  reader.at = Math.ceil(reader.at / 8) * 8 + 16;
  const [a, b] = frames;
  return sideAt === undefined || !a || !b ? frames : toLeftAndRight(layout, a, b);
}

function blockSize(reader: BitReader, code: number): number {
  if (code === 1) return 192;
  if (code === 6) return reader.bits(8) + 1;
  if (code === 7) return reader.bits(16) + 1;
  return code < 6 ? 576 * 2 ** (code - 2) : 256 * 2 ** (code - 8);
}

function toLeftAndRight(layout: number, a: Int32Array, b: Int32Array): Int32Array[] {
  if (layout === LEFT_SIDE) return [a, a.map((left, i) => left - (b[i] ?? 0))];
  if (layout === SIDE_RIGHT) return [b.map((right, i) => right + (a[i] ?? 0)), b];
  return [1, -1].map((sign) =>
    a.map((mid, i) => {
      const side = b[i] ?? 0;
      return (2 * mid + (side & 1) + sign * side) / 2;
    }),
  );
}

const FIXED = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function readSubframe(reader: BitReader, size: number, fullWidth: number): Int32Array {
  const head = reader.bits(8);
  const type = head >> 1;
  // Low bits that are zero in all samples of the block.
  const wasted = (head & 1) === 1 ? reader.zeros() + 1 : 0;
  const width = fullWidth - wasted;
  const out = new Int32Array(size);
  if (type === 0) out.fill(reader.signed(width));
  else if (type === 1) for (let i = 0; i < size; i++) out[i] = reader.signed(width);
  else readPredicted(reader, out, type, width);
  return wasted === 0 ? out : out.map((x) => x * 2 ** wasted);
}

function readPredicted(reader: BitReader, out: Int32Array, type: number, width: number): void {
  const isLinear = type >= 32;
  const order = isLinear ? type - 31 : type - 8;
  for (let i = 0; i < order; i++) out[i] = reader.signed(width);
  let [taps, shift] = [FIXED[order] ?? [], 0];
  if (isLinear) {
    const precision = reader.bits(4) + 1;
    shift = reader.signed(5);
    taps = Array.from({ length: order }, () => reader.signed(precision));
  }
  const parameterBits = reader.bits(2) === 0 ? 4 : 5;
  const parts = 2 ** reader.bits(4);
  const divisor = 2 ** shift;
  for (let part = 0, i = order; part < parts; part++) {
    const k = reader.bits(parameterBits);
    // A parameter of ones only: plain numbers of so many bits follow.
    const plain = k === 2 ** parameterBits - 1 ? reader.bits(5) : null;
    for (; i < ((part + 1) * out.length) / parts; i++) {
      const wrong = plain === null ? rice(reader, k) : reader.signed(plain);
      let sum = 0;
      for (let n = 0; n < taps.length; n++) sum += (taps[n] ?? 0) * (out[i - 1 - n] ?? 0);
      out[i] = wrong + Math.floor(sum / divisor);
    }
  }
}

function rice(reader: BitReader, k: number): number {
  const folded = reader.zeros() * 2 ** k + reader.bits(k);
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}
