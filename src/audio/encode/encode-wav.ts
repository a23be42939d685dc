import { ascii, joinBytes, type Bytes } from '../bytes.ts';
import type { Marker, SamplerZone } from '../files/file-facts.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { ditherer } from './integers.ts';
import type { SoundTags } from './sound-tags.ts';

interface WavOptions {
  /** 32 bits are floating-point numbers: nothing is cut or rounded. */
  bits: 16 | 24 | 32;
  tags?: SoundTags;
}

/** A WAV file names its length in 32 bits. */
export class WavTooLongError extends Error {
  override readonly name = 'WavTooLongError';
}

const LARGEST = 2 ** 32 - 1;
const SOFTWARE = 'Cuesmith';

/** RIFF/WAVE. The tags stand behind the samples, where every reader we tried looks for them. */
export function writeWav(pcm: Pcm, { bits, tags }: WavOptions): Bytes {
  const toSamples = { 16: to16Bit, 24: to24Bit, 32: toFloats };
  const samples = toSamples[bits](pcm);
  const data = [...headOf('data', samples.length), samples, new Uint8Array(samples.length % 2)];
  const body = [ascii('WAVE'), formatChunk(pcm, bits), ...data, ...(tags ? tagChunks(pcm, tags) : [])];
  const length = body.reduce((sum, part) => sum + part.length, 0);
  if (length > LARGEST) throw new WavTooLongError();
  // Put together once: of ten minutes, each copy on the way is 350 MB.
  return joinBytes([...headOf('RIFF', length), ...body]);
}

/** Four letters and the length of what follows. */
function headOf(id: string, length: number): Bytes[] {
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, length, true);
  return [ascii(id), new Uint8Array(size.buffer)];
}

/** Its head, the body, and a zero where the length is odd. */
const riffChunk = (id: string, body: Bytes): Bytes =>
  joinBytes([...headOf(id, body.length), body, new Uint8Array(body.length % 2)]);

const INTEGER = 1;
const FLOAT = 3;

function formatChunk(pcm: Pcm, bits: number): Bytes {
  const channels = pcm.channels.length;
  const frameBytes = (channels * bits) / 8;
  const view = new DataView(new ArrayBuffer(16));
  view.setUint16(0, bits === 32 ? FLOAT : INTEGER, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, pcm.sampleRate, true);
  view.setUint32(8, pcm.sampleRate * frameBytes, true);
  view.setUint16(12, frameBytes, true);
  view.setUint16(14, bits, true);
  return riffChunk('fmt ', new Uint8Array(view.buffer));
}

function to16Bit(pcm: Pcm): Bytes {
  const view = new DataView(new ArrayBuffer(lengthOf(pcm) * pcm.channels.length * 2));
  const dither = ditherer();
  let at = 0;
  for (let i = 0; i < lengthOf(pcm); i++)
    for (const channel of pcm.channels) {
      const value = Math.round((channel[i] ?? 0) * 32768 + dither());
      view.setInt16(at, Math.max(-32768, Math.min(32767, value)), true);
      at += 2;
    }
  return new Uint8Array(view.buffer);
}

function to24Bit(pcm: Pcm): Bytes {
  const bytes = new Uint8Array(lengthOf(pcm) * pcm.channels.length * 3);
  const most = 2 ** 23;
  let at = 0;
  for (let i = 0; i < lengthOf(pcm); i++)
    for (const channel of pcm.channels) {
      const value = Math.max(-most, Math.min(most - 1, Math.round((channel[i] ?? 0) * most)));
      bytes[at++] = value & 0xff;
      bytes[at++] = (value >> 8) & 0xff;
      bytes[at++] = (value >> 16) & 0xff;
    }
  return bytes;
}

function toFloats(pcm: Pcm): Bytes {
  const view = new DataView(new ArrayBuffer(lengthOf(pcm) * pcm.channels.length * 4));
  let at = 0;
  for (let i = 0; i < lengthOf(pcm); i++)
    for (const channel of pcm.channels) {
      view.setFloat32(at, channel[i] ?? 0, true);
      at += 4;
    }
  return new Uint8Array(view.buffer);
}

/** What samplers expect where there is no root. */
const MIDDLE_C = 60;

function tagChunks(pcm: Pcm, tags: SoundTags): Bytes[] {
  const own = { INAM: tags.title, ICMT: tags.comment, ISRC: tags.taskId ?? '', ISFT: SOFTWARE };
  const info = {
    ...tags.texts,
    ...Object.fromEntries(Object.entries(own).filter(([, text]) => text !== '')),
  };
  const entries = Object.entries(info).filter(([, text]) => text !== '');
  // RIFF texts end with a zero byte.
  const texts = entries.map(([id, text]) =>
    riffChunk(id, new TextEncoder().encode(`${text.replaceAll('\0', '')}\0`)),
  );
  // A loop of no known tempo is `smpl`'s alone to tell: `acid` can only stretch it by its beats, or call it a one-shot.
  const acid =
    tags.loop && tags.isOneShot !== true && (tags.bpm === null || tags.beats === null)
      ? []
      : [acidChunk(tags)];
  const inst = tags.zone ? [instrumentChunk(tags.zone, tags.rootNote)] : [];
  const cues = markerChunks(tags.markers ?? []);
  return [
    samplerChunk(pcm, tags),
    ...inst,
    ...acid,
    ...cues,
    riffChunk('LIST', joinBytes([ascii('INFO'), ...texts])),
  ];
}

/** `smpl`: root note, and loops without end. */
function samplerChunk(pcm: Pcm, tags: SoundTags): Bytes {
  const { loop, loopKind, furtherLoops = [], rootNote, rootCents = 0 } = tags;
  const loops = loop ? [{ ...loop, kind: loopKind ?? 0 }, ...furtherLoops] : [];
  const view = new DataView(new ArrayBuffer(36 + 24 * loops.length));
  view.setUint32(8, Math.round(1e9 / pcm.sampleRate), true);
  view.setUint32(12, rootNote ?? MIDDLE_C, true);
  view.setUint32(16, Math.round((rootCents / 100) * 2 ** 32), true);
  view.setUint32(28, loops.length, true);
  for (const [n, { start, end, kind }] of loops.entries()) {
    view.setUint32(36 + 24 * n, n, true);
    view.setUint32(40 + 24 * n, kind, true);
    view.setUint32(44 + 24 * n, start, true);
    // The last sample played, not the first that is not.
    view.setUint32(48 + 24 * n, end - 1, true);
  }
  return riffChunk('smpl', new Uint8Array(view.buffer));
}

/** `inst`: the notes and velocities that a sampler plays it at. */
function instrumentChunk({ fineTune, gain, keys, velocities }: SamplerZone, rootNote: number | null): Bytes {
  const view = new DataView(new ArrayBuffer(7));
  const clamped = (value: number, most: number) => Math.max(-most, Math.min(most, Math.round(value)));
  view.setUint8(0, rootNote ?? MIDDLE_C);
  view.setInt8(1, clamped(fineTune, 50));
  view.setInt8(2, clamped(gain, 64));
  for (const [n, value] of [...keys, ...velocities].entries()) view.setUint8(3 + n, value);
  return riffChunk('inst', new Uint8Array(view.buffer));
}

/** `cue `: each place by its number; `LIST adtl`: the names, and how long those are that are parts. */
function markerChunks(markers: readonly Marker[]): Bytes[] {
  if (markers.length === 0) return [];
  const cue = new DataView(new ArrayBuffer(4 + 24 * markers.length));
  cue.setUint32(0, markers.length, true);
  const labels = markers.flatMap(({ at, name, length }, n) => {
    const start = 4 + 24 * n;
    cue.setUint32(start, n + 1, true);
    cue.setUint32(start + 4, at, true);
    new Uint8Array(cue.buffer).set(ascii('data'), start + 8);
    cue.setUint32(start + 20, at, true);
    const id = new Uint8Array([(n + 1) & 0xff, (n + 1) >> 8, 0, 0]);
    const label = riffChunk('labl', joinBytes([id, new TextEncoder().encode(`${name}\0`)]));
    return length === undefined ? [label] : [label, regionChunk(n + 1, length)];
  });
  return [
    riffChunk('cue ', new Uint8Array(cue.buffer)),
    riffChunk('LIST', joinBytes([ascii('adtl'), ...labels])),
  ];
}

/** `ltxt`: an id, a length in samples, what it is for, and four numbers of a language that are not told. */
function regionChunk(id: number, length: number): Bytes {
  const view = new DataView(new ArrayBuffer(20));
  view.setUint32(0, id, true);
  view.setUint32(4, length, true);
  new Uint8Array(view.buffer).set(ascii('rgn '), 8);
  return riffChunk('ltxt', new Uint8Array(view.buffer));
}

const ONE_SHOT = 1;
const HAS_ROOT = 2;
const STRETCHES = 4;

/** `acid`, as Sony's ACID wrote it and libsndfile reads it: what kind of sample, root note, beats, metre, tempo. */
function acidChunk({ loop, isOneShot = loop === null, bpm, beats, metre, rootNote }: SoundTags): Bytes {
  const isLoop = !isOneShot;
  const view = new DataView(new ArrayBuffer(24));
  view.setUint32(0, (isLoop ? STRETCHES : ONE_SHOT) | (rootNote === null ? 0 : HAS_ROOT), true);
  view.setUint16(4, rootNote ?? MIDDLE_C, true);
  view.setUint16(6, 0x8000, true);
  view.setUint32(12, isLoop ? (beats ?? 0) : 0, true);
  const [perBar, note] = metre ?? [4, 4];
  view.setUint16(16, note, true);
  view.setUint16(18, perBar, true);
  view.setFloat32(20, bpm ?? 0, true);
  return riffChunk('acid', new Uint8Array(view.buffer));
}
