const FRAMES_IN_A_ROW = 3;
const ID3V1_BYTES = 128;

/**
 * Whether frames stand one behind the other from `start`, each as long as `lengthAt` reads from its header.
 * Three do, or as many as fill the file (an ID3v1 tag may end it).
 */
export function framesFollow(
  bytes: Uint8Array,
  start: number,
  lengthAt: (at: number) => number | null,
): boolean {
  let at = start;
  for (let frame = 0; frame < FRAMES_IN_A_ROW; frame++) {
    const length = lengthAt(at);
    if (length === null) return false;
    at += length;
    const rest = bytes.length - at;
    if (rest === 0 || (rest === ID3V1_BYTES && bytes[at] === 0x54)) return true;
  }
  return true;
}

const SYNC = 0xff;

/** How many frames there are from `start` to the end, each as long as `lengthAt` reads; what is none is stepped over. */
export function countFrames(
  bytes: Uint8Array,
  start: number,
  lengthAt: (at: number) => number | null,
): number {
  let count = 0;
  for (let at = bytes.indexOf(SYNC, start); at >= 0;) {
    const length = lengthAt(at);
    if (length !== null) count++;
    at = bytes.indexOf(SYNC, at + (length ?? 1));
  }
  return count;
}
