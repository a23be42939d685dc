import { MPEGDecoder } from 'mpg123-decoder';

import type { ExportFormat } from '../../../src/audio/encode/export-formats.ts';
import { exportSound } from '../../../src/audio/encode/export-sound.ts';
import type { SoundTags } from '../../../src/audio/encode/sound-tags.ts';
import type { Pcm } from '../../../src/audio/pcm.ts';
import {
  readFlacComments,
  readId3Frames,
  readOggVorbis,
  readWavTags,
} from '../../../src/testing/detectors/read-file-tags.ts';
import { readFlac } from '../../../src/testing/detectors/read-flac.ts';
import { amount, type Figure } from '../figure.ts';
import { codecs } from './codecs.ts';
import { hasFfmpeg, probe } from './ffmpeg.ts';

const FORMATS: readonly ExportFormat[] = ['wav16', 'wav24', 'wav32f', 'flac', 'ogg', 'mp3'];
const SHAPES = [
  { rate: null, mono: false },
  { rate: 48_000, mono: false },
  { rate: 48_000, mono: true },
];
const TITLE = 'Söft räin 雨';
const BPM = 128;
const KEY = 'F#m';

/** Samples, rate and the tags that matter, by readers that share nothing with the writers. */
interface ReadBack {
  frames: number;
  rate: number;
  title: string | undefined;
  bpm: number;
  /** Null where the format has no place for it. */
  key: string | undefined | null;
}

const READERS: Readonly<Record<string, (bytes: Uint8Array) => Promise<ReadBack> | ReadBack>> = {
  wav: (bytes) => {
    const { frames, rate, acid, text } = readWavTags(bytes);
    return { frames, rate, title: text('INAM'), bpm: acid?.bpm ?? NaN, key: null };
  },
  flac: (bytes) => {
    const { channels, rate } = readFlac(bytes);
    const { TITLE: title, BPM: bpm, INITIALKEY: key } = readFlacComments(bytes);
    return { frames: channels[0]?.length ?? NaN, rate, title, bpm: Number(bpm), key };
  },
  ogg: (bytes) => {
    const { frames, rate, fields } = readOggVorbis(bytes);
    return { frames, rate, title: fields['TITLE'], bpm: Number(fields['BPM']), key: fields['INITIALKEY'] };
  },
  mp3: async (bytes) => {
    const decoder = new MPEGDecoder();
    await decoder.ready;
    const { channelData, sampleRate } = decoder.decode(bytes);
    decoder.free();
    const { TIT2: title, TBPM: bpm, TKEY: key } = readId3Frames(bytes);
    return { frames: channelData[0]?.length ?? NaN, rate: sampleRate, title, bpm: Number(bpm), key };
  },
};

/** Every format that is written, read back. */
export async function measureExports(pcm: Pcm): Promise<{ lines: string[]; figures: Figure[] }> {
  const length = pcm.channels[0]?.length ?? 0;
  const lines = [
    '| export | samples | by our readers | by ffmpeg | tags | kB |',
    '| --- | --: | --: | --: | --- | --: |',
  ];
  let [wrongLength, wrongTags] = [0, 0];
  for (const format of FORMATS)
    for (const { rate, mono } of SHAPES) {
      const options = { format, rate, mono, hasTags: true, isLoop: true };
      const { name, bytes } = await exportSound(pcm, tagsOf(length), 'rain', options, codecs);
      const at = rate ?? pcm.sampleRate;
      const wanted = Math.round((length * at) / pcm.sampleRate);
      const read = await READERS[name.split('.')[1] ?? '']?.(bytes);
      const told = hasFfmpeg() ? probe(name, bytes) : null;
      const isExact =
        read?.frames === wanted && read.rate === at && (told === null || told.frames === wanted);
      const isTold = told === null || told.tags['title'] === TITLE;
      const isTagged =
        isTold && read?.title === TITLE && read.bpm === BPM && (read.key === null || read.key === KEY);
      if (!isExact) wrongLength++;
      if (!isTagged) wrongTags++;
      lines.push(
        `| ${format} ${at / 1000} k${mono ? ' mono' : ''} | ${wanted} | ${read?.frames} | ${told?.frames ?? '–'} | ${isTagged ? 'right' : `WRONG ${JSON.stringify(read)} ${JSON.stringify(told?.tags)}`} | ${(bytes.length / 1000).toFixed(0)} |`,
      );
    }
  const of = FORMATS.length * SHAPES.length;
  return {
    lines,
    figures: [
      amount('audio', `exports, of ${of}: samples or rate not exact`, wrongLength, '', 0),
      amount('audio', `exports, of ${of}: a tag not as it was`, wrongTags, '', 0),
    ],
  };
}

const tagsOf = (length: number): SoundTags => ({
  loop: { start: 0, end: length },
  bpm: BPM,
  beats: 4,
  rootNote: 66,
  key: KEY,
  title: TITLE,
  comment: 'heavy 🌧',
  taskId: 'a1b2c3d4',
});
