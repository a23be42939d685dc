import type { ByteRange } from '#shared/take/byte-range.ts';

/** A folder of files. Names are relative, `/`-separated, made by us; never a person's text. */
export interface Files {
  /**
   * Writes all or nothing: a half-written file is never found under its name.
   * Rejects with the file system's own error (`ENOSPC`, `EROFS`, …), or `FileTooLarge` past `maxBytes`.
   * @returns bytes written
   */
  write(
    name: string,
    body: Uint8Array | ReadableStream<Uint8Array>,
    options?: { maxBytes?: number },
  ): Promise<number>;
  /** Null when there is no such file. */
  size(name: string): Promise<number | null>;
  /** Null when there is no such file. */
  read(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  remove(name: string): Promise<void>;
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}
