import { parseBpm } from '#shared/bpm.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';
import { parseKey } from '#shared/key/parse-key.ts';

import { mp3Behind } from '../../../audio/mp3-frame-header.ts';
import { endOfId3, SNIFFED_BYTES, sniffFormat } from '../../../audio/sniff-format.ts';
import type { Asked } from './analysis/analyse.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** What sample libraries, and our own downloads, write into file names: `…_128bpm_Ebm_loop.wav`. */
export function askedFromName(name: string): Asked {
  const words = name.replace(/\.[a-z0-9]+$/i, '').split(/[^a-z0-9#♯♭]+/i);
  const bpms = words.map((word, at) => {
    const [, digits] = /^(\d{1,3})bpm$/i.exec(word) ?? [];
    return parseBpm(digits ?? (/^bpm$/i.test(words[at + 1] ?? '') ? word : ''));
  });
  const bpm = bpms.find((each) => each !== null) ?? null;
  const key = words.map(keyOf).find((found) => found !== null) ?? 'Any';
  return { bpm, key, loop: words.some((word) => /^loop$/i.test(word)) };
}

/** A lone letter is as likely a word or a take, so a major key must say `maj` or carry a sign. */
function keyOf(word: string): SoundKey | null {
  const [, sign = '', mode = ''] = /^[A-G]([#♯sb♭])?(m|min|minor|maj|major)?$/.exec(word) ?? [];
  // Samplers write a sharp as `s`.
  return sign === '' && mode === '' ? null : parseKey(word.replace(/^([A-G])s/, '$1#'));
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

async function isSound(file: File): Promise<boolean> {
  try {
    const read = async (start: number) =>
      new Uint8Array(await file.slice(start, start + SNIFFED_BYTES).arrayBuffer());
    const head = await read(0);
    const tagged = endOfId3(head);
    // A picture in the tag may be longer than what was read.
    const body = tagged > 0 ? await read(tagged) : head;
    if ([body, head].some((part) => sniffFormat(part).kind !== 'no-audio')) return true;
    return /\.mp3$/i.test(file.name) && mp3Behind(body) !== null;
  } catch {
    // A folder, or a file that has gone meanwhile.
    return false;
  }
}
