import {
  AudioSampleSink,
  BufferSource,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
  type InputAudioTrack,
  type MetadataTags,
} from 'mediabunny';

import { FileError } from '../../../../audio/files/file-error.ts';
import { NO_FACTS, tempoOf, type FileFacts } from '../../../../audio/files/file-facts.ts';
import type { Pcm } from '../../../../audio/pcm.ts';

const NAMES: Readonly<Record<string, string>> = {
  alac: 'ALAC',
  'ac-3': 'Dolby Digital',
  'ec-3': 'Dolby Digital',
};

/**
 * The sound of an MP4, MOV, WebM or Matroska file, exactly as long as the file says.
 * @param decodeWhole the browser's own decoder, for browsers without WebCodecs and for codecs that only it knows
 */
export async function readContainer(
  bytes: Uint8Array<ArrayBuffer>,
  decodeWhole: (bytes: Uint8Array<ArrayBuffer>, rate: number) => Promise<Pcm>,
): Promise<{ pcm: Pcm; facts: FileFacts }> {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new FileError({ kind: 'empty' });
    const facts = factsOf(await input.getMetadataTags());
    return { pcm: await readTrack(track, (rate) => decodeWhole(bytes, rate)), facts };
  } finally {
    input.dispose();
  }
}

async function readTrack(track: InputAudioTrack, decodeWhole: (rate: number) => Promise<Pcm>): Promise<Pcm> {
  const rate = await track.getSampleRate();
  if (typeof AudioDecoder !== 'undefined' && (await track.canDecode())) return decodeTrack(track, rate);
  try {
    return await decodeWhole(rate);
  } catch (cause) {
    const id = String(track.internalCodecId ?? (await track.getCodec()) ?? '');
    throw new FileError({ kind: 'codec', codec: NAMES[id] ?? id }, { cause });
  }
}

/** Each piece at its own time, from 0 to the end; what the encoder put in front lies before 0. */
async function decodeTrack(track: InputAudioTrack, rate: number): Promise<Pcm> {
  const length = Math.round((await track.computeDuration()) * rate);
  const channels = Array.from({ length: await track.getNumberOfChannels() }, () => new Float32Array(length));
  for await (const sample of new AudioSampleSink(track).samples()) {
    const first = Math.round(sample.timestamp * rate);
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
  return { channels, sampleRate: rate };
}

function factsOf({ title, artist, album, genre, comment, raw }: MetadataTags): FileFacts {
  const texts = { INAM: title, IART: artist, IPRD: album, IGNR: genre, ICMT: comment };
  const given = Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const bpm = Number(raw?.['tmpo'] ?? raw?.['BPM']);
  return { ...NO_FACTS, texts: Object.fromEntries(given), bpm: tempoOf(bpm) };
}
