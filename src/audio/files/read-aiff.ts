import { keyOf } from '#shared/key/key-facts.ts';

import { durationOf, lengthOf, type Pcm, type Samples } from '../pcm.ts';
import { decodeIma4 } from './adpcm.ts';
import { bytesOf, chunkOf, idAt, promisedLength, readChunks, type Chunk } from './chunks.ts';
import { FileError } from './file-error.ts';
import {
  beatFacts,
  decodeText,
  loopOf,
  markersOf,
  mergeFacts,
  metreOf,
  NO_FACTS,
  noteOf,
  withChapters,
  zoneOf,
  type FileFacts,
  type Marker,
} from './file-facts.ts';
import { id3ChunkFacts } from './id3-tags.ts';
import type { SoundFile } from './read-wav.ts';
import {
  bytesOfSample,
  deinterleave,
  isSampleRate,
  signedFormat,
  type Layout,
  type SampleFormat,
} from './sample-formats.ts';
import { speakersOfLayout } from './speakers.ts';

/** AIFF-C compression types that are none; `null` is a signed integer of the size that COMM tells. */
const PLAIN: Readonly<Record<string, { format: SampleFormat | null; isLittle?: boolean }>> = {
  NONE: { format: null },
  twos: { format: null },
  sowt: { format: null, isLittle: true },
  'raw ': { format: 'u8' },
  in24: { format: 's24' },
  in32: { format: 's32' },
  '42ni': { format: 's24', isLittle: true },
  '23ni': { format: 's32', isLittle: true },
  fl32: { format: 'f32' },
  FL32: { format: 'f32' },
  fl64: { format: 'f64' },
  FL64: { format: 'f64' },
  ulaw: { format: 'ulaw' },
  ULAW: { format: 'ulaw' },
  alaw: { format: 'alaw' },
  ALAW: { format: 'alaw' },
};

/** Reads AIFF and AIFF-C. Throws a `FileError`. */
export function readAiff(bytes: Uint8Array<ArrayBuffer>): SoundFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = readChunks(view, 12, false);
  const comm = chunkOf(chunks, 'COMM');
  const sound = chunks.find(({ id }) => id === 'SSND');
  const ssnd = sound?.body;
  if (!comm || comm.byteLength < 18 || !ssnd || ssnd.byteLength < 8) throw new FileError({ kind: 'broken' });
  const channels = comm.getUint16(0);
  const sampleRate = Math.round(extendedAt(comm, 8));
  if (channels === 0 || !isSampleRate(sampleRate)) throw new FileError({ kind: 'broken' });
  const isAiffC = idAt(view, 8) === 'AIFC' && comm.byteLength >= 22;
  const offset = Math.min(ssnd.getUint32(0), ssnd.byteLength - 8);
  const data = new DataView(ssnd.buffer, ssnd.byteOffset + 8 + offset, ssnd.byteLength - 8 - offset);
  const type = isAiffC ? idAt(comm, 18) : 'NONE';
  const samples = samplesOf(data, type, { channels, sampleRate }, comm.getUint16(6));
  const pcm = { channels: samples, sampleRate };
  if (lengthOf(pcm) === 0) throw new FileError({ kind: sound.missing > 0 ? 'broken' : 'empty' });
  const promised = promisedLength(
    { body: data, missing: sound.missing },
    lengthOf(pcm),
    data.byteLength / lengthOf(pcm),
  );
  const layout = chunkOf(chunks, 'CHAN');
  const tag = layout && layout.byteLength >= 4 ? layout.getUint32(0) : 0;
  return {
    pcm,
    speakers: speakersOfLayout(tag, channels),
    facts: { ...withChapters(factsOfAiff(chunks, pcm), pcm), promisedLength: promised },
  };
}

function samplesOf(data: DataView, type: string, layout: Layout, bits: number): Samples[] {
  if (type === 'ima4') return decodeIma4(data, layout);
  const plain = PLAIN[type];
  if (!plain) throw new FileError({ kind: 'codec', codec: `AIFF-C ${type.trim()}` });
  const format = plain.format ?? signedFormat(Math.ceil(bits / 8));
  if (!format) throw new FileError({ kind: 'broken' });
  const whole = data.byteLength - (data.byteLength % (bytesOfSample(format) * layout.channels));
  return deinterleave(
    new DataView(data.buffer, data.byteOffset, whole),
    format,
    layout,
    plain.isLittle ?? false,
  );
}

/** An 80-bit IEEE 754 number: sign and exponent, then 64 bits of which the first is not implied. */
function extendedAt(view: DataView, at: number): number {
  const exponent = view.getUint16(at) & 0x7fff;
  const mantissa = view.getUint32(at + 2) * 2 ** 32 + view.getUint32(at + 6);
  return mantissa * 2 ** (exponent - 16383 - 63);
}

/** How a loop runs, by the number that `smpl` has for it: none, forwards, to and fro. */
const LOOP_KINDS = [null, 0, 1];
/** Text chunks by the RIFF INFO ids they stand for. */
const TEXTS = { NAME: 'INAM', AUTH: 'IART', '(c) ': 'ICOP', ANNO: 'ICMT' };

function factsOfAiff(chunks: readonly Chunk[], pcm: Pcm): FileFacts {
  const texts: Record<string, string> = {};
  for (const [id, info] of Object.entries(TEXTS)) {
    const body = chunkOf(chunks, id);
    const text = body ? decodeText(bytesOf(body)) : '';
    if (text !== '') texts[info] = text;
  }
  const appleLoop = appleLoopFacts(chunkOf(chunks, 'basc'), durationOf(pcm));
  const said = [appleLoop, { ...NO_FACTS, texts }, id3ChunkFacts(chunks)].reduce(mergeFacts);
  const marks = marksOf(chunkOf(chunks, 'MARK'));
  const markersBut = (bounds: readonly number[]) =>
    markersOf(
      [...marks].filter(([id]) => !bounds.includes(id)).map(([, marker]) => marker),
      lengthOf(pcm),
    );
  const inst = chunkOf(chunks, 'INST');
  if (!inst || inst.byteLength < 20) return { ...said, markers: markersBut([]) };
  // Of the loop while a key is held, and of that after it.
  const [loop = null, released = null] = [8, 14].map((at) => {
    const kind = LOOP_KINDS[inst.getUint16(at)] ?? null;
    const [start = -1, end = -1] = boundsAt(inst, at).map((id) => marks.get(id)?.at);
    const points = kind === null ? null : loopOf(start, end, lengthOf(pcm));
    return points && kind !== null ? { ...points, kind } : null;
  });
  return {
    ...said,
    rootNote: noteOf(inst.getUint8(0)),
    zone: zoneOf({
      fineTune: inst.getInt8(1),
      gain: inst.getInt16(6),
      keys: [inst.getUint8(2), inst.getUint8(3)],
      velocities: [inst.getUint8(4), inst.getUint8(5)],
    }),
    loop: loop && { start: loop.start, end: loop.end },
    loopKind: loop && loop.kind,
    furtherLoops: loop && released ? [released] : [],
    markers: markersBut([8, 14].flatMap((at) => (inst.getUint16(at) === 0 ? [] : boundsAt(inst, at)))),
  };
}

/** By the number that `basc` has for its scale. Drums have neither. */
const MODES = [null, 'minor', 'major'] as const;
/** By the number that it has for a one-shot and a loop. */
const ARE_LOOPS = [null, false, true] as const;

/** `basc`, which Logic and GarageBand write: beats, tonic, scale, metre, loop or one-shot. A loop's length tells its tempo. */
function appleLoopFacts(basc: DataView | undefined, seconds: number): FileFacts {
  if (!basc || basc.byteLength < 18) return NO_FACTS;
  const mode = MODES[basc.getUint16(10)] ?? null;
  return {
    ...beatFacts(ARE_LOOPS[basc.getUint16(16)] ?? null, basc.getUint32(4), seconds),
    metre: metreOf(basc.getUint16(12), basc.getUint16(14)),
    key: mode && keyOf({ pitchClass: basc.getUint16(8) % 12, mode }),
  };
}

const boundsAt = (inst: DataView, at: number): number[] => [inst.getUint16(at + 2), inst.getUint16(at + 4)];

/** Markers by id. A name follows each, as a Pascal string filled up to an even length. */
function marksOf(mark: DataView | undefined): Map<number, Marker> {
  const marks = new Map<number, Marker>();
  if (!mark || mark.byteLength < 2) return marks;
  let at = 2;
  for (let n = 0; n < mark.getUint16(0) && at + 7 <= mark.byteLength; n++) {
    const name = 1 + mark.getUint8(at + 6);
    const letters = bytesOf(mark).subarray(at + 7, at + 6 + name);
    marks.set(mark.getUint16(at), { at: mark.getUint32(at + 2), name: decodeText(letters) });
    at += 6 + name + (name % 2);
  }
  return marks;
}
