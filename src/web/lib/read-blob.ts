/** A quarter of a MB: some 5 ms of a slow phone. */
const PIECE = 2 ** 18;

/** All bytes, read piece by piece: several MB at once would hold the page up, and so would a stream, which comes in one go. */
export async function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(blob.size);
  for (let at = 0; at < blob.size; at += PIECE)
    bytes.set(new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer()), at);
  return bytes;
}
