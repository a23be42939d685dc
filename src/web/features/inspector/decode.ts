import { asciiAt } from '../../../audio/bytes.ts';
import { findGapless, readMp3, trimGapless, type Gapless } from '../../../audio/mp3-frames.ts';
import { durationOf, lengthOf, type Pcm } from '../../../audio/pcm.ts';

export type Unplayable = 'gone' | 'empty' | 'too-large' | 'too-long' | 'unknown-format';

export class UnplayableError extends Error {
  override readonly name = 'UnplayableError';
  readonly reason: Unplayable;

  constructor(reason: Unplayable, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

export interface Decoded {
  /** Without what the encoder put around it. */
  pcm: Pcm;
  gapless: Gapless & { cutS: number };
}

export const LARGEST_MB = 200;
export const LONGEST_MINUTES = 15;
/** Smaller files cannot hold more than the longest sound by accident. */
const PROBED_BYTES = 10_000_000;
const USUAL_HZ = 48_000;

/** Reads and decodes at the file's own rate, so that samples stay what they are. Rejects with an `UnplayableError`. */
export async function decode(source: string | File): Promise<Decoded> {
  const blob = typeof source === 'string' ? await download(source) : source;
  if (blob.size === 0) throw new UnplayableError('empty');
  if (blob.size > LARGEST_MB * 1e6) throw new UnplayableError('too-large');
  if (blob.size > PROBED_BYTES && (await probeSeconds(blob)) > LONGEST_MINUTES * 60)
    throw new UnplayableError('too-long');
  const bytes = await blob.arrayBuffer();
  const facts = readMp3(new Uint8Array(bytes));
  const isWav = asciiAt(new DataView(bytes), 0, 4) === 'RIFF';
  const rate = (isWav ? null : facts?.sampleRate) ?? rateOf(bytes) ?? USUAL_HZ;
  const pcm = await toPcm(bytes, rate);
  if (durationOf(pcm) > LONGEST_MINUTES * 60) throw new UnplayableError('too-long');
  const gapless = findGapless(pcm, isWav ? null : facts);
  const cut = lengthOf(pcm) - (gapless.end - gapless.start);
  return { pcm: trimGapless(pcm, gapless), gapless: { ...gapless, cutS: cut / pcm.sampleRate } };
}

async function download(url: string): Promise<Blob> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.blob();
  } catch (cause) {
    throw new UnplayableError('gone', cause);
  }
  throw new UnplayableError('gone');
}

async function toPcm(bytes: ArrayBuffer, rate: number): Promise<Pcm> {
  let audio: AudioBuffer;
  try {
    audio = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  } catch (cause) {
    throw new UnplayableError('unknown-format', cause);
  }
  if (audio.length === 0) throw new UnplayableError('empty');
  const channels = Array.from({ length: Math.min(2, audio.numberOfChannels) }, (_, n) =>
    audio.getChannelData(n),
  );
  return { channels, sampleRate: audio.sampleRate };
}

/** Reads no more than the header; Infinity-long streams and unknown formats count as short, decoding decides. */
async function probeSeconds(blob: Blob): Promise<number> {
  const url = URL.createObjectURL(blob);
  try {
    const audio = new Audio();
    audio.preload = 'metadata';
    const known = new Promise<void>((resolve) => {
      audio.addEventListener('loadedmetadata', () => resolve(), { once: true });
      audio.addEventListener('error', () => resolve(), { once: true });
    });
    audio.src = url;
    await known;
    return Number.isFinite(audio.duration) ? audio.duration : 0;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The sample rate a WAV or FLAC file names. */
function rateOf(bytes: ArrayBuffer): number | null {
  const view = new DataView(bytes);
  if (asciiAt(view, 0, 4) === 'fLaC' && bytes.byteLength > 21)
    return (view.getUint16(18) << 4) | (view.getUint8(20) >> 4);
  if (asciiAt(view, 0, 4) !== 'RIFF') return null;
  for (let at = 12; at + 16 <= bytes.byteLength;) {
    if (asciiAt(view, at, 4) === 'fmt ') return view.getUint32(at + 12, true);
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return null;
}
