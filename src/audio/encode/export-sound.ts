import { joinBytes, type Bytes } from '../bytes.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { resample } from '../resample.ts';
import { encodeFlac } from './encode-flac.ts';
import { createMp3 } from './encode-mp3.ts';
import { encodeOgg } from './encode-ogg.ts';
import { writeWav } from './encode-wav.ts';
import { extensionOf, rateFor, typeOf, type ExportFormat } from './export-formats.ts';
import { id3Tag } from './id3-tag.ts';
import type { SoundTags } from './sound-tags.ts';

export interface ExportOptions {
  format: ExportFormat;
  /** Null: as the file. What the format cannot hold becomes what is nearest. */
  rate: number | null;
  mono: boolean;
  /** Writes loop points, tempo, key and texts into the file. */
  hasTags: boolean;
  /** Its end meets its start: kept through every change of rate and codec. */
  isLoop: boolean;
}

/** Encoders that are WebAssembly, fetched when needed. */
export interface Codecs {
  mp3: () => Promise<WebAssembly.Module | Uint8Array>;
  ogg: () => Promise<WebAssembly.Module | Uint8Array>;
}

export interface ExportedSound {
  name: string;
  type: string;
  bytes: Bytes;
}

/**
 * The file of a sound.
 * @param stem its name, without extension
 */
export async function exportSound(
  pcm: Pcm,
  tags: SoundTags,
  stem: string,
  options: ExportOptions,
  codecs: Codecs,
): Promise<ExportedSound> {
  const { format, isLoop, hasTags } = options;
  const rate = rateFor(format, options.rate ?? pcm.sampleRate);
  const sound = resample(options.mono ? toMono(pcm) : pcm, rate, isLoop);
  const bytes = await encode(sound, hasTags ? tagsAt(tags, pcm, sound) : null, format, isLoop, codecs);
  return { name: `${stem}.${extensionOf(format)}`, type: typeOf(format), bytes };
}

async function encode(
  sound: Pcm,
  tags: SoundTags | null,
  format: ExportFormat,
  isLoop: boolean,
  codecs: Codecs,
): Promise<Bytes> {
  switch (format) {
    case 'wav16':
      return writeWav(sound, { bits: 16, ...(tags && { tags }) });
    case 'wav24':
      return writeWav(sound, { bits: 24, ...(tags && { tags }) });
    case 'wav32f':
      return writeWav(sound, { bits: 32, ...(tags && { tags }) });
    case 'flac':
      return encodeFlac(sound, 24, tags);
    case 'ogg':
      return encodeOgg(sound, tags, await codecs.ogg());
    case 'mp3': {
      const audio = (await createMp3(await codecs.mp3())).encode(sound, isLoop, 256);
      return tags === null ? audio : joinBytes([id3Tag(tags, sound), audio]);
    }
  }
}

function toMono(pcm: Pcm): Pcm {
  const [left, right] = pcm.channels;
  if (!left || !right) return pcm;
  return { ...pcm, channels: [left.map((x, i) => (x + (right[i] ?? 0)) / 2)] };
}

/** Loop points and markers move with the rate; the whole sound stays the whole. */
function tagsAt(tags: SoundTags, before: Pcm, after: Pcm): SoundTags {
  const { loop, furtherLoops = [], markers = [] } = tags;
  if (before.sampleRate === after.sampleRate) return tags;
  const moved = (sample: number) =>
    sample === lengthOf(before)
      ? lengthOf(after)
      : Math.min(lengthOf(after), Math.round((sample * after.sampleRate) / before.sampleRate));
  return {
    ...tags,
    loop: loop && { start: moved(loop.start), end: moved(loop.end) },
    furtherLoops: furtherLoops.map(({ start, end, kind }) => ({
      start: moved(start),
      end: moved(end),
      kind,
    })),
    markers: markers.map(({ at, length, ...marker }) => ({
      ...marker,
      at: moved(at),
      ...(length !== undefined && { length: moved(at + length) - moved(at) }),
    })),
  };
}
