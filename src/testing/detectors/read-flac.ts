/** A FLAC decoder that shares nothing with our encoder: RFC 9639, without checking CRCs. */
export function readFlac(bytes: Uint8Array) {
  const at = { bit: 32 };
  const bits = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++, at.bit++)
      value = value * 2 + (((bytes[at.bit >> 3] ?? 0) >> (7 - (at.bit & 7))) & 1);
    return value;
  };
  const signed = (count: number): number => {
    const value = bits(count);
    return value >= 2 ** (count - 1) ? value - 2 ** count : value;
  };
  let head = { rate: 0, count: 0, width: 0, total: 0, md5: new Uint8Array() };
  for (let isLast = false; !isLast;) {
    isLast = bits(1) === 1;
    const type = bits(7);
    const size = bits(24);
    const next = at.bit + 8 * size;
    if (type === 0) {
      bits(80);
      head = {
        rate: bits(20),
        count: bits(3) + 1,
        width: bits(5) + 1,
        total: bits(36),
        md5: bytes.slice(at.bit >> 3, (at.bit >> 3) + 16),
      };
    }
    at.bit = next;
  }
  const channels = Array.from({ length: head.count }, () => new Int32Array(head.total));
  for (let start = 0; start < head.total;) {
    const block = readFrame(bits, signed, head.width, at);
    block.forEach((channel, n) => channels[n]?.set(channel, start));
    start += block[0]?.length ?? head.total;
  }
  return { channels, rate: head.rate, bits: head.width, md5: head.md5 };
}

type Read = (count: number) => number;

function readFrame(bits: Read, signed: Read, width: number, at: { bit: number }): Int32Array[] {
  if (bits(14) !== 0b11111111111110) throw new Error('No frame here.');
  bits(2);
  const sizeCode = bits(4);
  bits(4);
  const layout = bits(4);
  bits(4);
  // The frame's number, as UTF-8: its first byte tells how many follow.
  const follow = Math.max(1, Math.clz32(~(bits(8) << 24))) - 1;
  bits(8 * follow);
  const size = sizeCode === 7 ? bits(16) + 1 : 256 * 2 ** (sizeCode - 8);
  bits(8);
  const count = layout < 8 ? layout + 1 : 2;
  const isMidSide = layout === 10;
  const frames = Array.from({ length: count }, (_, n) =>
    readSubframe(bits, signed, size, width + (isMidSide ? n : 0)),
  );
  at.bit = Math.ceil(at.bit / 8) * 8 + 16;
  const [mid, side] = frames;
  if (!isMidSide || !mid || !side) return frames;
  return [0, 1].map((n) =>
    mid.map((m, i) => {
      const s = side[i] ?? 0;
      return (2 * m + (s & 1) + (n === 0 ? s : -s)) / 2;
    }),
  );
}

const FIXED = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function readSubframe(bits: Read, signed: Read, size: number, width: number): Int32Array {
  const type = bits(8) >> 1;
  if (type === 0) return new Int32Array(size).fill(signed(width));
  const out = new Int32Array(size);
  const isLinear = type >= 32;
  const order = isLinear ? type - 31 : type - 8;
  for (let i = 0; i < order; i++) out[i] = signed(width);
  let [taps, shift] = [FIXED[order] ?? [], 0];
  if (isLinear) {
    const precision = bits(4) + 1;
    shift = signed(5);
    taps = Array.from({ length: order }, () => signed(precision));
  }
  const parameterBits = bits(2) === 0 ? 4 : 5;
  const parts = 2 ** bits(4);
  for (let part = 0, i = order; part < parts; part++) {
    const k = bits(parameterBits);
    for (; i < ((part + 1) * size) / parts; i++) {
      let high = 0;
      while (bits(1) === 0) high++;
      const folded = high * 2 ** k + bits(k);
      const wrong = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      const sum = taps.reduce((total, tap, n) => total + tap * (out[i - 1 - n] ?? 0), 0);
      out[i] = wrong + Math.floor(sum / 2 ** shift);
    }
  }
  return out;
}
