import { parseKey } from '#shared/key/parse-key.ts';

import { durationOf, lengthOf, slice, type Pcm, type Samples } from '../pcm.ts';
import { decodeIma4 } from './adpcm.ts';
import { bytesOf, idAt, meantSize, promisedLength, type Chunk } from './chunks.ts';
import { FileError } from './file-error.ts';
import {
  beatFacts,
  decodeText,
  markersOf,
  mergeFacts,
  metreOf,
  NO_FACTS,
  noteOf,
  tempoOf,
  zoneOf,
  type FileFacts,
  type Marker,
} from './file-facts.ts';
import type { SoundFile } from './read-wav.ts';
import {
  deinterleave,
  isSampleRate,
  signedFormat,
  type Layout,
  type SampleFormat,
} from './sample-formats.ts';
import { speakersOfLayout } from './speakers.ts';

const IS_FLOAT = 1;
const IS_LITTLE = 2;
/** Names of what a CAF may hold and that nothing here decodes. */
const CODECS: Readonly<Record<string, string>> = { alac: 'ALAC', 'aac ': 'AAC in CAF', '.mp3': 'MP3 in CAF' };

/** Reads Apple's CAF with linear samples, G.711 or IMA ADPCM. Throws a `FileError`. */
export function readCaf(bytes: Uint8Array<ArrayBuffer>): SoundFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = chunksOf(view);
  const desc = chunks.get('desc')?.body;
  const { body: data, missing = 0 } = chunks.get('data') ?? {};
  if (!desc || desc.byteLength < 32 || !data || data.byteLength < 4) throw new FileError({ kind: 'broken' });
  const sampleRate = Math.round(desc.getFloat64(0));
  const channels = desc.getUint32(24);
  if (channels === 0 || !isSampleRate(sampleRate)) throw new FileError({ kind: 'broken' });
  // Four bytes of edit count stand before the samples.
  const sound = new DataView(data.buffer, data.byteOffset + 4, data.byteLength - 4);
  const whole = { channels: samplesOf(sound, desc, { channels, sampleRate }), sampleRate };
  const pcm = cutToPackets(whole, chunks.get('pakt')?.body);
  if (lengthOf(pcm) === 0) throw new FileError({ kind: missing > 0 ? 'broken' : 'empty' });
  const promised = promisedLength(
    { body: sound, missing },
    lengthOf(pcm),
    sound.byteLength / lengthOf(whole),
  );
  const layout = chunks.get('chan')?.body;
  const tag = layout && layout.byteLength >= 4 ? layout.getUint32(0) : 0;
  return {
    pcm,
    speakers: speakersOfLayout(tag, channels),
    facts: { ...factsOf(chunks, pcm), promisedLength: promised },
  };
}

type Chunks = ReadonlyMap<string, Omit<Chunk, 'id'>>;

/** Four letters and a 64-bit length; −1 reaches to the end of the file. */
function chunksOf(view: DataView): Chunks {
  const chunks = new Map<string, Omit<Chunk, 'id'>>();
  for (let at = 8; at + 12 <= view.byteLength;) {
    const id = idAt(view, at);
    const start = at + 12;
    const rest = view.byteLength - start;
    const said = Number(view.getBigUint64(at + 4));
    const meant = meantSize(id, said, rest, () => isChunkAt(view, start)) ?? rest;
    const size = Math.min(meant, rest);
    // There may be several of those that are no standard's; a UUID of 16 bytes tells them apart.
    chunks.set(id === 'uuid' ? hexAt(view, start) : id, {
      body: new DataView(view.buffer, view.byteOffset + start, size),
      missing: meant - size,
    });
    at = start + size;
  }
  return chunks;
}

const UUID_BYTES = 16;

const hexAt = (view: DataView, at: number): string =>
  Array.from({ length: Math.min(UUID_BYTES, view.byteLength - at) }, (_, i) =>
    view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0'),
  ).join('');

const isChunkAt = (view: DataView, at: number): boolean =>
  /^[a-z]{4}$/.test(idAt(view, at)) &&
  at + 12 <= view.byteLength &&
  Number(view.getBigUint64(at + 4)) <= view.byteLength - at - 12;

function samplesOf(data: DataView, desc: DataView, layout: Layout): Samples[] {
  const type = idAt(desc, 8);
  if (type === 'ima4') return decodeIma4(data, layout);
  const flags = desc.getUint32(12);
  const format =
    type === 'ulaw' || type === 'alaw' ? type : type === 'lpcm' ? linear(desc, flags, layout.channels) : null;
  if (!format) throw new FileError({ kind: 'codec', codec: CODECS[type] ?? `CAF ${type.trim()}` });
  return deinterleave(data, format, layout, (flags & IS_LITTLE) !== 0);
}

function linear(desc: DataView, flags: number, channels: number): SampleFormat {
  const bytes = desc.getUint32(16) / channels;
  const format =
    (flags & IS_FLOAT) === 0 ? signedFormat(bytes) : bytes === 8 ? 'f64' : bytes === 4 ? 'f32' : null;
  if (!format) throw new FileError({ kind: 'broken' });
  return format;
}

/** Coded sound fills its last packet; the packet table says how many samples are meant. */
function cutToPackets(pcm: SoundFile['pcm'], pakt: DataView | undefined): SoundFile['pcm'] {
  if (!pakt || pakt.byteLength < 24) return pcm;
  const valid = Number(pakt.getBigInt64(8));
  const priming = pakt.getInt32(16);
  return valid > 0 && priming >= 0 ? slice(pcm, priming, priming + valid) : pcm;
}

/** Text keys by the RIFF INFO ids they stand for. */
const TEXTS: Readonly<Record<string, string>> = {
  title: 'INAM',
  artist: 'IART',
  comments: 'ICMT',
  genre: 'IGNR',
  copyright: 'ICOP',
  year: 'ICRD',
};

function factsOf(chunks: Chunks, pcm: Pcm): FileFacts {
  return [
    appleLoopFacts(chunks.get(APPLE_LOOP), durationOf(pcm)),
    infoFacts(stringsOf(chunks.get('info')?.body)),
    instrumentFacts(chunks.get('inst')?.body),
    { ...NO_FACTS, markers: markersOf(marksOf(chunks), lengthOf(pcm)) },
  ].reduce(mergeFacts);
}

/** A count, then keys and values in turn, each ended by a zero byte. */
function stringsOf(body: DataView | undefined): Map<string, string> {
  const words = body ? new TextDecoder().decode(bytesOf(body).subarray(4)).split('\0') : [];
  const named = new Map<string, string>();
  for (let n = 0; n + 1 < words.length; n += 2) named.set(words[n]?.toLowerCase() ?? '', words[n + 1] ?? '');
  return named;
}

function infoFacts(info: ReadonlyMap<string, string>): FileFacts {
  const texts: Record<string, string> = {};
  for (const [name, value] of info) {
    const id = TEXTS[name];
    if (id !== undefined && value !== '') texts[id] = value;
  }
  return {
    ...NO_FACTS,
    texts,
    bpm: tempoOf(Number.parseFloat(info.get('tempo') ?? '')),
    key: info.get('key signature') || null,
  };
}

/** The UUID of what Logic and GarageBand write: beats, tonic, scale and metre as strings. A loop's length tells its tempo. */
const APPLE_LOOP = '29819273b5bf4aefb78d62d1ef90bb2c';

function appleLoopFacts(chunk: Omit<Chunk, 'id'> | undefined, seconds: number): FileFacts {
  if (!chunk || chunk.body.byteLength < UUID_BYTES + 4) return NO_FACTS;
  const { buffer, byteOffset, byteLength } = chunk.body;
  const said = stringsOf(new DataView(buffer, byteOffset + UUID_BYTES, byteLength - UUID_BYTES));
  const beats = Number.parseInt(said.get('beat count') ?? '', 10);
  const [perBar = 0, note = 0] = (said.get('time signature') ?? '').split('/').map(Number);
  const mode = said.get('key type') ?? '';
  return {
    ...beatFacts(Number.isNaN(beats) ? null : beats > 0, beats, seconds),
    metre: metreOf(perBar, note),
    // Drums have neither scale; some loops have both.
    key: /^(?:major|minor)$/.test(mode) ? parseKey(`${said.get('key signature') ?? ''} ${mode}`) : null,
  };
}

const MARK_BYTES = 28;

/** `mark` has places and ids, `strg` the names by id: where each begins, and then the texts. */
function marksOf(chunks: Chunks): Marker[] {
  const mark = chunks.get('mark')?.body;
  if (!mark || mark.byteLength < 8) return [];
  const names = namesOf(chunks.get('strg')?.body);
  const count = Math.min(mark.getUint32(4), Math.floor((mark.byteLength - 8) / MARK_BYTES));
  return Array.from({ length: count }, (_, n) => {
    const at = 8 + MARK_BYTES * n;
    return { at: Math.round(mark.getFloat64(at + 4)), name: names.get(mark.getUint32(at + 12)) ?? '' };
  }).filter(({ at }) => at >= 0);
}

function namesOf(strings: DataView | undefined): Map<number, string> {
  const names = new Map<number, string>();
  if (!strings || strings.byteLength < 4) return names;
  const count = Math.min(strings.getUint32(0), Math.floor((strings.byteLength - 4) / 12));
  const texts = bytesOf(strings).subarray(4 + 12 * count);
  for (let n = 0; n < count; n++) {
    const start = Number(strings.getBigInt64(4 + 12 * n + 4));
    names.set(strings.getUint32(4 + 12 * n), decodeText(texts.subarray(Math.max(0, start))));
  }
  return names;
}

function instrumentFacts(inst: DataView | undefined): FileFacts {
  if (!inst || inst.byteLength < 12) return NO_FACTS;
  // The root may lie between two notes.
  const note = inst.getFloat32(0);
  const zone = zoneOf({
    fineTune: Math.round((Math.round(note) - note) * 100),
    gain: inst.getFloat32(8),
    keys: [inst.getUint8(4), inst.getUint8(5)],
    velocities: [inst.getUint8(6), inst.getUint8(7)],
  });
  return { ...NO_FACTS, rootNote: noteOf(Math.round(note)), zone };
}
