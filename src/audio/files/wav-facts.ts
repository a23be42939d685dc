import { bytesOf, chunkOf, idAt, readChunks, type Chunk } from './chunks.ts';
import {
  decodeText,
  loopOf,
  markersOf,
  metreOf,
  mergeFacts,
  NO_FACTS,
  noteOf,
  tempoOf,
  zoneOf,
  type FileFacts,
  type Marker,
} from './file-facts.ts';
import { id3ChunkFacts } from './id3-tags.ts';

/** What `acid`, `smpl`, `inst`, `cue `, `LIST INFO` and an ID3 tag say; in this order where they disagree. */
export function factsOfWav(chunks: readonly Chunk[], isLittle: boolean, length: number): FileFacts {
  const acid = acidFacts(chunkOf(chunks, 'acid'), isLittle);
  const smpl = samplerFacts(chunkOf(chunks, 'smpl'), isLittle, length);
  const inst = instrumentFacts(chunkOf(chunks, 'inst'));
  const info = { ...NO_FACTS, texts: infoTexts(chunks, isLittle) };
  const cues = { ...NO_FACTS, markers: markersOf(cuesOf(chunks, isLittle), length) };
  const merged = [acid, smpl, inst, cues, info, id3ChunkFacts(chunks)].reduce(mergeFacts);
  // An acid chunk says whether it has a root; the middle C beside it is what samplers expect where there is none.
  const isFiller = acid !== NO_FACTS && acid.rootNote === null && merged.rootNote === MIDDLE_C;
  return isFiller ? { ...merged, rootNote: null } : merged;
}

const MIDDLE_C = 60;
const ONE_SHOT = 1;
const HAS_ROOT = 2;

/** 24 bytes: flags, root, beats, metre, tempo. */
function acidFacts(acid: DataView | undefined, isLittle: boolean): FileFacts {
  if (!acid || acid.byteLength < 24) return NO_FACTS;
  const flags = acid.getUint32(0, isLittle);
  const isLoop = (flags & ONE_SHOT) === 0;
  const beats = acid.getUint32(12, isLittle);
  return {
    ...NO_FACTS,
    isLoop,
    rootNote: (flags & HAS_ROOT) === 0 ? null : noteOf(acid.getUint16(4, isLittle)),
    bpm: tempoOf(acid.getFloat32(20, isLittle)),
    beats: isLoop && beats > 0 ? beats : null,
    metre: metreOf(acid.getUint16(18, isLittle), acid.getUint16(16, isLittle)),
  };
}

function samplerFacts(smpl: DataView | undefined, isLittle: boolean, length: number): FileFacts {
  if (!smpl || smpl.byteLength < 36) return NO_FACTS;
  const count = Math.min(smpl.getUint32(28, isLittle), Math.floor((smpl.byteLength - 36) / 24));
  const [loop = null, ...furtherLoops] = Array.from({ length: count }, (_, n) => {
    // The chunk names the last sample that is played.
    const points = loopOf(
      smpl.getUint32(44 + 24 * n, isLittle),
      smpl.getUint32(48 + 24 * n, isLittle) + 1,
      // Writers that count differently end one behind the sound.
      length + 1,
    );
    if (!points) return null;
    const kind = smpl.getUint32(40 + 24 * n, isLittle);
    return { start: points.start, end: Math.min(points.end, length), kind };
  }).filter((each) => each !== null);
  return {
    ...NO_FACTS,
    loop: loop && { start: loop.start, end: loop.end },
    loopKind: loop && loop.kind,
    furtherLoops,
    rootNote: noteOf(smpl.getUint32(12, isLittle)),
    // A semitone in 32 bits.
    rootCents: Math.min(99, Math.round((smpl.getUint32(16, isLittle) / 2 ** 32) * 100)),
  };
}

/** 7 bytes: root, cents, decibels, the lowest and highest note, and velocity. */
function instrumentFacts(inst: DataView | undefined): FileFacts {
  if (!inst || inst.byteLength < 7) return NO_FACTS;
  const zone = zoneOf({
    fineTune: inst.getInt8(1),
    gain: inst.getInt8(2),
    keys: [inst.getUint8(3), inst.getUint8(4)],
    velocities: [inst.getUint8(5), inst.getUint8(6)],
  });
  return { ...NO_FACTS, rootNote: noteOf(inst.getUint8(0)), zone };
}

const CUE_BYTES = 24;

/** `cue ` has their places; in `LIST adtl`, `labl` has their names and `ltxt` the lengths of those that are parts. */
function cuesOf(chunks: readonly Chunk[], isLittle: boolean): Marker[] {
  const cue = chunkOf(chunks, 'cue ');
  if (!cue || cue.byteLength < 4) return [];
  const names = new Map<number, string>();
  const lengths = new Map<number, number>();
  for (const { id, body } of chunks) {
    if (id !== 'LIST' || idAt(body, 0) !== 'adtl') continue;
    for (const { id: kind, body: entry } of readChunks(body, 4, isLittle)) {
      if (kind === 'labl' && entry.byteLength > 4)
        names.set(entry.getUint32(0, isLittle), decodeText(bytesOf(entry).subarray(4)));
      if (kind === 'ltxt' && entry.byteLength >= 8)
        lengths.set(entry.getUint32(0, isLittle), entry.getUint32(4, isLittle));
    }
  }
  const count = Math.min(cue.getUint32(0, isLittle), Math.floor((cue.byteLength - 4) / CUE_BYTES));
  return Array.from({ length: count }, (_, n) => {
    const id = cue.getUint32(4 + CUE_BYTES * n, isLittle);
    return {
      at: cue.getUint32(4 + CUE_BYTES * n + 20, isLittle),
      name: names.get(id) ?? '',
      length: lengths.get(id) ?? 0,
    };
  });
}

function infoTexts(chunks: readonly Chunk[], isLittle: boolean): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { id, body } of chunks) {
    if (id !== 'LIST' || idAt(body, 0) !== 'INFO') continue;
    for (const entry of readChunks(body, 4, isLittle)) {
      const text = decodeText(bytesOf(entry.body));
      if (text !== '') texts[entry.id] = text;
    }
  }
  return texts;
}
