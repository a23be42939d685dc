import { asciiAt } from './bytes.ts';
import { readMp3FrameHeader } from './mp3-frame-header.ts';
import { lengthOf, samplesIn, slice, type Pcm } from './pcm.ts';
import { measureEdges } from './silent-edges.ts';
import { sniffFormat } from './sniff-format.ts';

/** What the first frame of an MP3 says about its length. */
export interface Mp3Facts {
  sampleRate: number;
  samplesPerFrame: number;
  /** Frames of sound, the tag's own frame left out; null when no tag counts them. */
  frames: number | null;
  /** Samples the encoder put before and behind the sound, from the LAME fields; null without them. */
  gapless: { delay: number; padding: number } | null;
}

/** Every MP3 decoder adds this many samples in front on its own account. */
const DECODER_DELAY = 529;

/** Reads the first frame header and its Xing or Info tag; null when no MP3 (layer III) begins here, behind tags at most. */
export function readMp3(bytes: Uint8Array): Mp3Facts | null {
  const sniffed = sniffFormat(bytes);
  return sniffed.kind === 'audio' && sniffed.format === 'mp3' ? readMp3At(bytes, sniffed.start) : null;
}

/** The same of one whose frames are known to begin at `start`. */
export function readMp3At(bytes: Uint8Array, start: number): Mp3Facts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readMp3FrameHeader(bytes, start);
  if (!header) return null;
  const { sampleRate, samplesPerFrame, isMono, isMpeg1 } = header;
  const facts = { sampleRate, samplesPerFrame };

  const sideInfo = isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  const tag = start + 4 + sideInfo;
  const name = asciiAt(view, tag, 4);
  if (name !== 'Xing' && name !== 'Info') return { ...facts, frames: null, gapless: null };
  const flags = view.getUint32(tag + 4);
  let at = tag + 8;
  const frames = flags & 1 && at + 4 <= view.byteLength ? view.getUint32(at) : null;
  at += (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  const encoder = asciiAt(view, at, 4);
  // 9 bytes of encoder name, then 12 of settings, then 12 bits of delay and 12 of padding.
  const lame = at + 21;
  if (!/^(LAME|Lav[cf]|L3\.9)/.test(encoder) || lame + 3 > view.byteLength)
    return { ...facts, frames, gapless: null };
  const packed = (view.getUint8(lame) << 16) | (view.getUint8(lame + 1) << 8) | view.getUint8(lame + 2);
  return { ...facts, frames, gapless: { delay: packed >> 12, padding: packed & 0xfff } };
}

export interface Gapless {
  /** The part of the decoded audio that is sound: from `start` up to, not including, `end`. */
  start: number;
  end: number;
  /** How it is known: the decoder had done it, the file's tag says so, the edges are silent, or nothing was found. */
  by: 'decoder' | 'tag' | 'silence' | 'none';
}

/** More silence than this at an edge is no encoder's doing. */
const LONGEST_DELAY_S = 0.08;
/** What encoders leave at the edges lies far below any sound. */
const RESIDUE_DBFS = -66;

/** Finds the encoder's delay and padding in decoded audio; the decoder may have resampled it, and may have trimmed all, the front, or nothing. */
export function findGapless(pcm: Pcm, facts: Mp3Facts | null): Gapless {
  const length = lengthOf(pcm);
  const whole: Gapless = { start: 0, end: length, by: 'none' };
  if (!facts) return whole;
  if (facts.frames === null || facts.gapless === null) return bySilence(pcm);

  const scale = pcm.sampleRate / facts.sampleRate;
  const { delay, padding } = facts.gapless;
  const coded = facts.frames * facts.samplesPerFrame;
  const sound = Math.round((coded - delay - padding) * scale);
  if (sound <= 0) return bySilence(pcm);
  const near = (samples: number) => Math.abs(length - samples * scale) <= 2 + scale;
  if (near(coded - delay - padding)) return { ...whole, by: 'decoder' };

  const front = delay + DECODER_DELAY;
  // Some decoders also play the tag's frame, which is silent.
  const starts = [
    { decoded: coded, start: front },
    { decoded: coded + facts.samplesPerFrame, start: front + facts.samplesPerFrame },
    { decoded: coded + DECODER_DELAY, start: front },
    { decoded: coded - front, start: 0 },
    { decoded: coded - delay, start: DECODER_DELAY },
  ];
  const match = starts.find(({ decoded }) => near(decoded));
  if (!match) return bySilence(pcm);
  const start = Math.round(match.start * scale);
  return { start, end: Math.min(length, start + sound), by: 'tag' };
}

function bySilence(pcm: Pcm): Gapless {
  const length = lengthOf(pcm);
  const edges = measureEdges(pcm, RESIDUE_DBFS);
  if (edges.kind === 'silent') return { start: 0, end: length, by: 'none' };
  const most = samplesIn(pcm, LONGEST_DELAY_S);
  const start = edges.lead <= most ? edges.lead : 0;
  const tail = edges.tail <= most ? edges.tail : 0;
  return { start, end: length - tail, by: start + tail > 0 ? 'silence' : 'none' };
}

export const trimGapless = (pcm: Pcm, gapless: Gapless): Pcm =>
  gapless.start === 0 && gapless.end === lengthOf(pcm) ? pcm : slice(pcm, gapless.start, gapless.end);
