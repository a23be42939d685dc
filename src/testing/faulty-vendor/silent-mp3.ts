/** One silent frame of MPEG-1 Layer III: 128 kbit/s, 44.1 kHz, stereo; all-zero side info means silence. */
const FRAME_BYTES = 417;
const FRAME_HEADER = [0xff, 0xfb, 0x90, 0x00];
export const FRAME_MS = (1152 / 44_100) * 1000;

const frame = Uint8Array.from({ length: FRAME_BYTES }, (_, index) => FRAME_HEADER[index] ?? 0);

/** A small, valid MP3 of that many frames. */
export function silentMp3(frames: number): Uint8Array {
  const bytes = new Uint8Array(frames * FRAME_BYTES);
  for (let at = 0; at < bytes.length; at += FRAME_BYTES) bytes.set(frame, at);
  return bytes;
}
