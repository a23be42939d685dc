import type { SoundKey } from '#shared/key/key-facts.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';

import { endOfTags, mp3Behind, SNIFFED_BYTES, sniffFormat } from '../../../audio/sniff-format.ts';
import type { Asked } from './analysis/analyse.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** What sample libraries, and our own downloads, write into file names: `…_128bpm_Ebm_loop.wav`. */
export function askedFromName(name: string): Asked {
  const stem = stemOf(name);
  const words = stem.match(WORD) ?? [];
  const key = words.map(keyOf).find((found) => found !== null) ?? 'Any';
  return { bpm: tempoIn(stem)?.bpm ?? null, key, loop: words.some((word) => /^loop$/i.test(word)) };
}

/** Converters leave the ending that a file had in front of the new one: `loop.wav.mp3`. */
const FORMER_ENDINGS = /(?:\.(?:wave?|aif[fc]?|caf|mp[34]|flac|og[ga]|opus|m4a|aac|mov|webm|mka))+$/i;

const stemOf = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/i, '').replace(FORMER_ENDINGS, '');

/** Stands where something was taken out. */
const GONE = '\0';
const WORD = /[a-z0-9#♯♭]+/gi;
const BEFORE_BPM = /(?<![\p{L}\p{N}])(\d{1,3})(?:([.,-])(\d{1,3}))?[^\p{L}\p{N}]*bpm(?![\p{L}\p{N}])/giu;
const BEHIND_BPM = /(?<![\p{L}\p{N}])bpm[^\p{L}\p{N}]*(\d{2,3})(?![\p{L}\p{N}])/giu;
/** Slower, a number with a fraction is a count and a tempo: `01-90bpm`, `2.120bpm`. */
const SLOWEST = 40;

const isFraction = (whole: string, sign: string, part: string): boolean =>
  Number(whole) >= SLOWEST && (sign !== '-' || /^\d?[1-9]$/.test(part));

/** `128bpm`, `128 BPM`, `bpm 128`, `87.5bpm`, and `87-5bpm`, which is how our own names write that; of several the last. */
function tempoIn(stem: string): { bpm: number; text: string } | null {
  const found = [...stem.matchAll(BEFORE_BPM)].at(-1) ?? [...stem.matchAll(BEHIND_BPM)].at(-1);
  if (!found) return null;
  const [text, whole = '', sign = '', part = ''] = found;
  const isCounted = part !== '' && !isFraction(whole, sign, part);
  const bpm = Number(isCounted ? part : part === '' ? whole : `${whole}.${part}`);
  if (bpm < BPM_MIN || bpm > BPM_MAX) return null;
  return { bpm, text: isCounted ? text.slice(whole.length + sign.length) : text };
}

/** The title in a file's name: without the extension, and without the tempo, key and kind that are told beside it. */
export function titleOfFile(name: string, told: Asked): string {
  const stem = stemOf(name);
  let title = stem;
  const drop = (part: string | undefined) => {
    const at = part === undefined ? -1 : title.lastIndexOf(part);
    if (part !== undefined && at >= 0) title = title.slice(0, at) + GONE + title.slice(at + part.length);
  };
  if (told.bpm !== null) drop(tempoIn(stem)?.text);
  if (told.key !== null && told.key !== 'Any') drop(stem.match(WORD)?.find((word) => keyOf(word) !== null));
  title = title.replaceAll(/[([]\0[)\]]/g, GONE);
  // Elsewhere it is a word of the title.
  if (told.loop) title = title.replace(/^loop(?=[\s_.-]|\0|$)|(?<=[\s_.-]|\0|^)loop(?=[\s_.\0-]*$)/i, GONE);
  return (
    title
      .replaceAll(/^[\s_.-]*\0[\s_.\0-]*|[\s_.\0-]*\0[\s_.-]*$/g, '')
      .replaceAll(/([\s_.-]?)[\s_.-]*\0[\s_.\0-]*/g, (_, separator: string) => separator || ' ')
      .trim() || stem
  );
}

/** A lone letter is as likely a word or a take, so a major key must say `maj` or carry a sign. */
function keyOf(word: string): SoundKey | null {
  const [, sign = '', mode = ''] = /^[A-G]([#♯sb♭])?(m|min|minor|maj|major)?$/.exec(word) ?? [];
  // Samplers write a sharp as `s`; alone, `As` is a word.
  return (sign === '' || sign === 's') && mode === '' ? null : parseKey(word.replace(/^([A-G])s/, '$1#'));
}

let count = 0;

const soundOfFile = (file: File): InspectedSound => ({
  id: `file ${++count} ${file.name}`,
  source: file,
  title: file.name,
  asked: askedFromName(file.name),
  from: null,
  keep: null,
  edits: [],
});

/** Sounds of the files that hold audio, or something near it; the names of those that hold none. */
export async function soundsOfFiles(
  files: readonly File[],
): Promise<{ sounds: InspectedSound[]; refused: string[] }> {
  const known = await Promise.all(files.map(async (file) => ({ file, isSound: await isSound(file) })));
  return {
    sounds: known.filter(({ isSound }) => isSound).map(({ file }) => soundOfFile(file)),
    refused: known.filter(({ isSound }) => !isSound).map(({ file }) => file.name),
  };
}

/** Tags with their pictures, and what stands before and behind them. */
const LONGEST_START = 16_000_000;

async function isSound(file: File): Promise<boolean> {
  try {
    const read = async (start: number, length = SNIFFED_BYTES) =>
      new Uint8Array(await file.slice(start, start + length).arrayBuffer());
    const head = await read(0);
    const tagged = endOfTags(head);
    // A picture in the tag may be longer than what was read.
    const body = tagged > 0 ? await read(tagged) : head;
    const known = [body, head].map(sniffFormat).find(({ kind }) => kind !== 'no-audio');
    if (known?.kind === 'audio' && (known.format === 'mp4' || known.format === 'webm')) {
      // A film may be silent.
      const reading = await import('./reading/read-container.ts').catch(() => null);
      return reading === null || (await reading.hasSound(file));
    }
    if (known) return true;
    return /\.mp3$/i.test(file.name) && mp3Behind(await read(0, LONGEST_START)) !== null;
  } catch {
    // A folder, or a file that has gone meanwhile.
    return false;
  }
}
