import {
  AudioSampleSink,
  BlobSource,
  BufferSource,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
  type InputAudioTrack,
  type MetadataTags,
} from 'mediabunny';

import { FileError, refuseTooLong } from '../../../../audio/files/file-error.ts';
import { mergeFacts, NO_FACTS, tempoOf, type FileFacts } from '../../../../audio/files/file-facts.ts';
import { factsOfFields } from '../../../../audio/files/text-tags.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';

const NAMES: Readonly<Record<string, string>> = {
  alac: 'ALAC',
  'ac-3': 'Dolby Digital',
  'ec-3': 'Dolby Digital',
};

const FORMATS = [MP4, QTFF, WEBM, MATROSKA];

/** False for a silent film. Where no track at all can be found, its reader says what is wrong. */
export async function hasSound(file: Blob): Promise<boolean> {
  const input = new Input({ source: new BlobSource(file), formats: FORMATS });
  try {
    const tracks = await input.getTracks();
    return tracks.length === 0 || tracks.some((track) => track.isAudioTrack());
  } catch {
    return true;
  } finally {
    input.dispose();
  }
}

/**
 * The sound of an MP4, MOV, WebM or Matroska file, exactly as long as the file says.
 * @param decodeWhole the browser's own decoder, for browsers without WebCodecs and for codecs that only it knows
 */
export async function readContainer(
  bytes: Uint8Array<ArrayBuffer>,
  decodeWhole: (bytes: Uint8Array<ArrayBuffer>, rate: number) => Promise<Pcm>,
): Promise<{ pcm: Pcm; facts: FileFacts; isVorbis: boolean }> {
  const input = new Input({ source: new BufferSource(bytes), formats: FORMATS });
  try {
    const track = await input.getPrimaryAudioTrack();
    // The index of an MP4 that was not downloaded whole is often what is missing.
    if (!track) throw new FileError({ kind: (await input.getTracks()).length === 0 ? 'broken' : 'empty' });
    const facts = factsOf(await input.getMetadataTags());
    // Matroska tells lengths in whole milliseconds, and of the last packet none.
    const isTimed = ![WEBM, MATROSKA].includes(await input.getFormat());
    const { pcm, told } = await readTrack(track, (rate) => decodeWhole(bytes, rate), isTimed);
    if (lengthOf(pcm) === 0) throw new FileError({ kind: 'broken' });
    const promisedLength = lengthOf(pcm) < told ? told : null;
    return {
      pcm: isTimed ? pcm : withoutPadding(pcm, discardPadding(bytes)),
      facts: { ...facts, promisedLength },
      isVorbis: (await track.getCodec()) === 'vorbis',
    };
  } finally {
    input.dispose();
  }
}

async function readTrack(
  track: InputAudioTrack,
  decodeWhole: (rate: number) => Promise<Pcm>,
  isTimed: boolean,
): Promise<{ pcm: Pcm; told: number }> {
  const rate = await track.getSampleRate();
  refuseTooLong(await track.computeDuration());
  if (typeof AudioDecoder !== 'undefined' && (await track.canDecode()))
    return decodeTrack(track, rate, isTimed);
  try {
    return { pcm: await decodeWhole(rate), told: 0 };
  } catch (cause) {
    const id = String(track.internalCodecId ?? (await track.getCodec()) ?? '');
    throw new FileError({ kind: 'codec', codec: NAMES[id] ?? id }, { cause });
  }
}

/** What a last packet without a length may hold: no codec has longer ones. */
const LONGEST_PACKET_S = 0.2;

/** Less than this is the last packet, which decoders may leave out. */
const MISSING_S = 0.25;

/** Each piece at its own time, from 0 to the end that is told, or that is reached; what the encoder put in front lies before 0. */
async function decodeTrack(
  track: InputAudioTrack,
  rate: number,
  isTimed: boolean,
): Promise<{ pcm: Pcm; told: number }> {
  const told = Math.round((await track.computeDuration()) * rate);
  const length = isTimed ? told : told + Math.ceil(LONGEST_PACKET_S * rate);
  const channels = Array.from({ length: await track.getNumberOfChannels() }, () => new Float32Array(length));
  let end = 0;
  for await (const sample of new AudioSampleSink(track).samples()) {
    const first = Math.round(sample.timestamp * rate);
    end = Math.max(end, Math.min(length, first + sample.numberOfFrames));
    channels.forEach((channel, planeIndex) => {
      if (planeIndex >= sample.numberOfChannels) return;
      const piece = new Float32Array(sample.numberOfFrames);
      sample.copyTo(piece, { planeIndex, format: 'f32-planar' });
      const from = Math.max(0, -first);
      const room = piece.subarray(from, Math.max(from, length - first));
      channel.set(room, first + from);
    });
    sample.close();
  }
  const isWhole = isTimed && end > told - MISSING_S * rate;
  return {
    pcm: {
      channels: isWhole ? channels : channels.map((channel) => channel.slice(0, end)),
      sampleRate: rate,
    },
    told: isTimed ? told : 0,
  };
}

const PADDING_ID = [0x75, 0xa2];
/** The last block ends a file, but for its index. */
const NEAR_END = 65_536;
const LONGEST_PADDING_NS = 130e6;

/** Nanoseconds that Matroska's DiscardPadding takes off the last block; 0 without one. */
export function discardPadding(bytes: Uint8Array): number {
  for (let at = bytes.length - 3; at >= Math.max(0, bytes.length - NEAR_END); at--) {
    if (bytes[at] !== PADDING_ID[0] || bytes[at + 1] !== PADDING_ID[1]) continue;
    const size = (bytes[at + 2] ?? 0) - 0x80;
    if (size < 1 || size > 8) continue;
    const value = bytes.subarray(at + 3, at + 3 + size).reduce((sum, byte) => sum * 256 + byte, 0);
    if (value > 0 && value < LONGEST_PADDING_NS) return value;
  }
  return 0;
}

function withoutPadding({ channels, sampleRate }: Pcm, ns: number): Pcm {
  const end = (channels[0]?.length ?? 0) - Math.round((ns * sampleRate) / 1e9);
  return { channels: channels.map((channel) => channel.slice(0, Math.max(0, end))), sampleRate };
}

/** Matroska names its tags as Vorbis comments do; MP4 has numbers and boxes. */
export function factsOf(tags: MetadataTags): FileFacts {
  const { title, artist, album, genre, comment, beatsPerMinute = NaN, raw = {} } = tags;
  const texts = { INAM: title, IART: artist, IPRD: album, IGNR: genre, ICMT: comment };
  const given = Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const named = Object.entries(raw).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  // `beatsPerMinute` is whole: of 127.5 it has lost the half.
  return mergeFacts(factsOfFields(named), {
    ...NO_FACTS,
    texts: Object.fromEntries(given),
    bpm: tempoOf(beatsPerMinute),
  });
}
