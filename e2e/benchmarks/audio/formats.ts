import { readFile } from 'node:fs/promises';

import type { Locator, Page } from 'playwright';

import { writeWav } from '../../../src/audio/encode/encode-wav.ts';
import type { ExportFormat } from '../../../src/audio/encode/export-formats.ts';
import { exportSound } from '../../../src/audio/encode/export-sound.ts';
import { readWav } from '../../../src/audio/files/read-wav.ts';
import { lengthOf, type Pcm } from '../../../src/audio/pcm.ts';
import { resample } from '../../../src/audio/resample.ts';
import { aiff, caf, float, signed } from '../../../src/testing/sound-file-fixtures.ts';
import { seeded, white } from '../../../src/testing/test-sounds.ts';
import { amount, type Figure } from '../figure.ts';
import type { Stage } from '../stage.ts';
import { codecs } from './codecs.ts';
import { convert, hasFfmpeg } from './ffmpeg.ts';

const RATE = 44_100;
/** A prime: no frame of any codec ends with it. */
const LENGTH = 100_003;

interface FormatCase {
  name: string;
  extension: string;
  rate: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** Samples that the format itself leaves unknown: a last block's padding, a delay that nothing in the file tells. */
  loose: { lag: number; more: number };
}

/** Noise below 8 kHz and a swell: it is like itself at no other place, and every codec keeps it. */
function reference(rate: number): Pcm {
  const length = Math.round((LENGTH * rate) / RATE);
  const [left, right] = [3, 4].map((seed) => {
    const noise = white(length / rate, rate, seeded(seed));
    let held = 0;
    return Float32Array.from({ length }, (_, i) => {
      held += 0.25 * ((noise[i] ?? 0) - held);
      return 0.6 * held * (0.6 + 0.4 * Math.sin(i / 9000));
    });
  });
  return { channels: [left ?? new Float32Array(), right ?? new Float32Array()], sampleRate: rate };
}

const EXACT = { lag: 0, more: 0 };

async function ownCases(pcm: Pcm): Promise<FormatCase[]> {
  const is = (name: string, extension: string, bytes: Uint8Array<ArrayBuffer>): FormatCase => ({
    name,
    extension,
    rate: pcm.sampleRate,
    bytes,
    loose: EXACT,
  });
  const { channels } = pcm;
  const tags = { loop: null, bpm: null, beats: null, rootNote: null, key: null, title: '', comment: '' };
  const coded = async (format: ExportFormat, name: string) => {
    const options = { format, rate: null, mono: false, hasTags: false, isLoop: false };
    const file = await exportSound(pcm, { ...tags, taskId: null }, 'sound', options, codecs);
    return is(name, file.name.split('.')[1] ?? '', file.bytes);
  };
  return [
    ...([16, 24, 32] as const).map((bits) =>
      is(`WAV ${bits === 32 ? 'f32' : bits}, ours`, 'wav', writeWav(pcm, { bits })),
    ),
    is('AIFF 24', 'aiff', aiff({ channels, bits: 24, write: signed(3) })),
    is('AIFC f32', 'aiff', aiff({ channels, bits: 32, write: (x) => float(x, 4), type: 'fl32' })),
    is('AIFC f64', 'aiff', aiff({ channels, bits: 64, write: (x) => float(x, 8), type: 'fl64' })),
    is('AIFC sowt', 'aiff', aiff({ channels, bits: 16, write: signed(2, true), type: 'sowt' })),
    is('CAF lpcm 24', 'caf', caf({ channels, sampleBytes: 3, write: signed(3) })),
    is('CAF lpcm f32', 'caf', caf({ channels, flags: 1, sampleBytes: 4, write: (x) => float(x, 4) })),
    await coded('flac', 'FLAC, ours'),
    await coded('ogg', 'Ogg Vorbis, ours'),
    await coded('mp3', 'MP3, ours'),
  ];
}

const BLOCK_END = { lag: 0, more: 4096 };
/** Neither ADTS nor an MP3 without a tag tells its encoder's delay. */
const UNTOLD_DELAY = { lag: 1200, more: 3000 };

const BY_FFMPEG: readonly (readonly [
  name: string,
  extension: string,
  rate: number,
  args: string,
  loose?: FormatCase['loose'],
])[] = [
  ['WAV 8', 'wav', RATE, '-c:a pcm_u8'],
  ['WAV 32', 'wav', RATE, '-c:a pcm_s32le'],
  ['WAV f64', 'wav', RATE, '-c:a pcm_f64le'],
  ['WAV u-law', 'wav', RATE, '-c:a pcm_mulaw'],
  ['WAV A-law', 'wav', RATE, '-c:a pcm_alaw'],
  ['WAV MS ADPCM', 'wav', RATE, '-c:a adpcm_ms', BLOCK_END],
  ['WAV IMA ADPCM', 'wav', RATE, '-c:a adpcm_ima_wav', BLOCK_END],
  ['RF64', 'wav', RATE, '-rf64 always -c:a pcm_s16le'],
  ['AIFF 16', 'aiff', RATE, '-c:a pcm_s16be'],
  ['CAF lpcm 16', 'caf', RATE, '-c:a pcm_s16le'],
  ['MP3 LAME tag 44.1 k', 'mp3', RATE, '-c:a libmp3lame -b:a 192k'],
  ['MP3 LAME tag 22 k', 'mp3', 22_050, '-c:a libmp3lame -b:a 96k'],
  ['MP3 LAME tag 48 k', 'mp3', 48_000, '-c:a libmp3lame -b:a 192k'],
  ['MP3 without tag', 'mp3', RATE, '-c:a libmp3lame -b:a 192k -write_xing 0', UNTOLD_DELAY],
  ['FLAC 44.1 k', 'flac', RATE, '-c:a flac'],
  ['FLAC 96 k', 'flac', 96_000, '-c:a flac'],
  ['FLAC in Ogg', 'ogg', RATE, '-c:a flac'],
  ['Ogg Vorbis 44.1 k', 'ogg', RATE, '-c:a libvorbis -q:a 5'],
  ['Ogg Opus 48 k', 'opus', 48_000, '-c:a libopus -b:a 160k'],
  ['M4A AAC 44.1 k', 'm4a', RATE, '-c:a aac -b:a 192k'],
  ['ADTS AAC', 'aac', RATE, '-c:a aac -b:a 192k -f adts', UNTOLD_DELAY],
  ['WebM Opus', 'webm', 48_000, '-c:a libopus -b:a 160k', { lag: 0, more: 1 }],
];
const NAMED: readonly (readonly [name: string, extension: string, args: string])[] = [
  ['ALAC', 'm4a', '-c:a alac'],
  ['W64', 'w64', '-c:a pcm_s16le'],
  ['WavPack', 'wv', '-c:a wavpack'],
];

function casesByFfmpeg(): FormatCase[] {
  return BY_FFMPEG.map(([name, extension, rate, args, loose = EXACT]) => ({
    name,
    extension,
    rate,
    loose,
    bytes: convert(writeWav(reference(rate), { bits: 24 }), `sound.${extension}`, args.split(' ')),
  }));
}

/** Each file opened in the page, taken away as WAV and held against what it was made from. */
export async function measureFormats(stage: Stage): Promise<{ lines: string[]; figures: Figure[] }> {
  const cases = [...(await ownCases(reference(RATE))), ...(hasFfmpeg() ? casesByFfmpeg() : [])];
  const { url } = await stage.server(0);
  const open = await stage.open({ cpu: 1 });
  const lines = ['| format | rate | samples | lag | SNR dB | |', '| --- | --: | --: | --: | --: | --- |'];
  let wrong = 0;
  for (const each of cases) {
    const inspector = await openFile(open.page, url, `sound.${each.extension}`, each.bytes);
    const read = await takeAway(open.page, inspector);
    const { row, isRight } = compare(each, read);
    if (!isRight) wrong++;
    lines.push(row);
  }
  let unnamed = 0;
  for (const [name, extension, args] of hasFfmpeg() ? NAMED : []) {
    const bytes = convert(writeWav(reference(RATE), { bits: 16 }), `sound.${extension}`, args.split(' '));
    const inspector = await openFile(open.page, url, `sound.${extension}`, bytes);
    const said = await inspector.getByRole('alert').innerText();
    if (!said.includes(name)) unnamed++;
    lines.push(`| ${name} | – | – | – | – | “${said.split('\n')[0]}” |`);
  }
  await open.close();
  return {
    lines,
    figures: [
      amount('audio', `formats, of ${cases.length}: rate, count or place not exact`, wrong, '', 0),
      amount('audio', 'formats that nothing reads and nobody names', unnamed, '', 0),
    ],
  };
}

async function openFile(page: Page, url: string, name: string, bytes: Uint8Array): Promise<Locator> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Open a file' }).click();
  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  await inspector
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  return inspector;
}

async function takeAway(page: Page, inspector: Locator): Promise<Pcm> {
  const file = page.waitForEvent('download');
  await inspector.getByRole('link', { name: /^Download/ }).click();
  const bytes = await readFile(await (await file).path());
  return readWav(Uint8Array.from(bytes)).pcm;
}

function compare({ name, rate, loose }: FormatCase, read: Pcm): { row: string; isRight: boolean } {
  const wanted = reference(rate);
  const lag = lagOf(wanted, read, loose.lag);
  const more = lengthOf(read) - lengthOf(wanted);
  const isRight = read.sampleRate === rate && Math.abs(lag) <= loose.lag && more >= 0 && more <= loose.more;
  const snr = snrOf(wanted, read, lag).toFixed(0);
  const isExact = lag === 0 && more === 0;
  const verdict = !isRight ? 'WRONG' : isExact ? 'exact' : 'as the format has it';
  const count = `${lengthOf(read)}${more === 0 ? '' : ` (${more > 0 ? '+' : ''}${more})`}`;
  return { row: `| ${name} | ${read.sampleRate} | ${count} | ${lag} | ${snr} | ${verdict} |`, isRight };
}

const EDGE = 3000;

/** Where the sound stands in what was read: the best of every place that is possible, and of the next ones. */
function lagOf(wanted: Pcm, read: Pcm, most: number): number {
  const at = wanted.sampleRate === read.sampleRate ? read : resample(read, wanted.sampleRate);
  const [a = new Float32Array(), b = new Float32Array()] = [wanted.channels[0], at.channels[0]];
  let best = { lag: 0, sum: -Infinity };
  for (let lag = -most - 50; lag <= most + 50; lag++) {
    let sum = 0;
    for (let i = EDGE; i < 5 * EDGE; i++) sum += (a[i] ?? 0) * (b[i + lag] ?? 0);
    if (sum > best.sum) best = { lag, sum };
  }
  return best.lag;
}

function snrOf(wanted: Pcm, read: Pcm, lag: number): number {
  let [signal, noise] = [0, 0];
  wanted.channels.forEach((channel, n) => {
    for (let i = EDGE; i < channel.length - EDGE; i++) {
      signal += (channel[i] ?? 0) ** 2;
      noise += ((channel[i] ?? 0) - (read.channels[n]?.[i + lag] ?? 0)) ** 2;
    }
  });
  return 10 * Math.log10(signal / Math.max(noise, 1e-12));
}
