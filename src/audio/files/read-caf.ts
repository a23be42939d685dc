import { lengthOf, slice, type Samples } from '../pcm.ts';
import { decodeIma4 } from './adpcm.ts';
import { bytesOf, idAt, meantSize, promisedLength, type Chunk } from './chunks.ts';
import { FileError } from './file-error.ts';
import { NO_FACTS, noteOf, tempoOf, zoneOf, type FileFacts } from './file-facts.ts';
import type { SoundFile } from './read-wav.ts';
import { deinterleave, isSampleRate, signedFormat, type SampleFormat } from './sample-formats.ts';
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
  const whole = { channels: samplesOf(sound, desc, channels), sampleRate };
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
    facts: { ...factsOf(chunks), promisedLength: promised },
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
    chunks.set(id, {
      body: new DataView(view.buffer, view.byteOffset + start, size),
      missing: meant - size,
    });
    at = start + size;
  }
  return chunks;
}

const isChunkAt = (view: DataView, at: number): boolean =>
  /^[a-z]{4}$/.test(idAt(view, at)) &&
  at + 12 <= view.byteLength &&
  Number(view.getBigUint64(at + 4)) <= view.byteLength - at - 12;

function samplesOf(data: DataView, desc: DataView, channels: number): Samples[] {
  const type = idAt(desc, 8);
  if (type === 'ima4') return decodeIma4(data, channels);
  const flags = desc.getUint32(12);
  const format =
    type === 'ulaw' || type === 'alaw' ? type : type === 'lpcm' ? linear(desc, flags, channels) : null;
  if (!format) throw new FileError({ kind: 'codec', codec: CODECS[type] ?? `CAF ${type.trim()}` });
  return deinterleave(data, format, channels, (flags & IS_LITTLE) !== 0);
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

function factsOf(chunks: Chunks): FileFacts {
  const info = chunks.get('info')?.body;
  const inst = chunks.get('inst')?.body;
  // Keys and values in turn, each ended by a zero byte.
  const words = info ? new TextDecoder().decode(bytesOf(info).subarray(4)).split('\0') : [];
  const facts: { texts: Record<string, string>; bpm: number | null; key: string | null } = {
    texts: {},
    bpm: null,
    key: null,
  };
  for (let n = 0; n + 1 < words.length; n += 2) {
    const [name = '', value = ''] = [words[n]?.toLowerCase(), words[n + 1]];
    const id = TEXTS[name];
    if (id !== undefined && value !== '') facts.texts[id] = value;
    if (name === 'tempo') facts.bpm = tempoOf(Number.parseFloat(value));
    if (name === 'key signature' && value !== '') facts.key = value;
  }
  if (!inst || inst.byteLength < 12) return { ...NO_FACTS, ...facts };
  // The root may lie between two notes.
  const note = inst.getFloat32(0);
  const zone = zoneOf({
    fineTune: Math.round((Math.round(note) - note) * 100),
    gain: inst.getFloat32(8),
    keys: [inst.getUint8(4), inst.getUint8(5)],
    velocities: [inst.getUint8(6), inst.getUint8(7)],
  });
  return { ...NO_FACTS, ...facts, rootNote: noteOf(Math.round(note)), zone };
}
