export interface ByteRange {
  /** First and last byte, both included. */
  start: number;
  end: number;
}

export class RangeNotSatisfiable extends Error {
  override readonly name = 'RangeNotSatisfiable';
  readonly size: number;

  constructor(size: number) {
    super('The file has no such bytes.');
    this.size = size;
  }
}

const SINGLE_RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * RFC 9110 section 14: one range of bytes. Null (the whole file) without a header, and for what may be ignored:
 * other units, several ranges, a range that ends before it starts.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const [, first, last] = SINGLE_RANGE.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Number(last);
    if (length === 0 || size === 0) throw new RangeNotSatisfiable(size);
    return { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  if (start >= size) throw new RangeNotSatisfiable(size);
  return { start, end };
}
