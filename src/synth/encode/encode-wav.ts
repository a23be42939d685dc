import { SAMPLE_RATE, type Stereo } from '../stereo.ts';

/** 16-bit stereo WAV. */
export function wavOf(sound: Stereo): Uint8Array<ArrayBuffer> {
  const frames = sound.left.length;
  const bytes = new Uint8Array(44 + frames * 4);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => {
    for (let i = 0; i < word.length; i++) view.setUint8(at + i, word.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + frames * 4, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE * 4, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, frames * 4, true);
  const put = (at: number, sample: number) =>
    view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  for (let i = 0; i < frames; i++) {
    put(44 + i * 4, sound.left[i] ?? 0);
    put(46 + i * 4, sound.right[i] ?? 0);
  }
  return bytes;
}
