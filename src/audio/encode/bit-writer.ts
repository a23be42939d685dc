import type { Bytes } from '../bytes.ts';

/** Writes numbers bit by bit, the highest bit first; the buffer grows as needed. */
export class BitWriter {
  #bytes: Bytes = new Uint8Array(1 << 16);
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  /** Whole bytes written. */
  get length(): number {
    return this.#length;
  }

  /** The low `bits` bits of `value`; 24 at most. */
  put(value: number, bits: number): void {
    this.#pending = (this.#pending << bits) | (value & ((1 << bits) - 1));
    this.#pendingBits += bits;
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#push((this.#pending >>> this.#pendingBits) & 0xff);
    }
    this.#pending &= (1 << this.#pendingBits) - 1;
  }

  /** Any number of bits of a whole number. */
  putLong(value: number, bits: number): void {
    if (bits <= 24) {
      this.put(value, bits);
      return;
    }
    for (let left = bits; left > 0;) {
      const part = Math.min(16, left);
      left -= part;
      this.put(Math.floor(value / 2 ** left) % 2 ** part, part);
    }
  }

  /** `count` zeros and a one. */
  putUnary(count: number): void {
    let left = count;
    for (; left >= 16; left -= 16) this.put(0, 16);
    this.put(1, left + 1);
  }

  putBytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.put(byte, 8);
  }

  align(): void {
    if (this.#pendingBits > 0) this.put(0, 8 - this.#pendingBits);
  }

  /** From `start` on; a view, until more is written. */
  since(start: number): Bytes {
    return this.#bytes.subarray(start, this.#length);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
