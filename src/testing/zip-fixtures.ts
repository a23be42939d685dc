import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  name: string;
  bytes: Uint8Array | string;
  isDeflated?: boolean;
  /** Sizes and sum stand behind the bytes, as programs write them that cannot go back. */
  hasDescriptor?: boolean;
}

const fields = (...values: [bytes: 2 | 4, value: number][]): Buffer =>
  Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );

/** A zip with names and flags as other programs write them. */
export function zipOf(...files: ZipFile[]): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, isDeflated = false, hasDescriptor = false } of files) {
    const plain = Buffer.from(bytes as Uint8Array);
    const packed = isDeflated ? deflateRawSync(plain) : plain;
    const sums: [4, number][] = [
      [4, crc32(plain)],
      [4, packed.length],
      [4, plain.length],
    ];
    const told: [4, number][] = hasDescriptor ? sums.map(() => [4, 0]) : sums;
    const common = (sizes: [4, number][]) =>
      fields(
        [2, 20],
        [2, hasDescriptor ? 8 : 0],
        [2, isDeflated ? 8 : 0],
        [4, 0],
        ...sizes,
        [2, Buffer.byteLength(name)],
        [2, 0],
      );
    const body = Buffer.concat([
      fields([4, 0x04034b50]),
      common(told),
      Buffer.from(name),
      packed,
      hasDescriptor ? fields([4, 0x08074b50], ...sums) : Buffer.alloc(0),
    ]);
    const rest = fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(fields([4, 0x02014b50], [2, 20]), common(sums), rest, Buffer.from(name));
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const end = fields(
    [4, 0x06054b50],
    [4, 0],
    [2, files.length],
    [2, files.length],
    [4, list.length],
    [4, offset],
    [2, 0],
  );
  return new Uint8Array(Buffer.concat([...bodies, list, end]));
}
