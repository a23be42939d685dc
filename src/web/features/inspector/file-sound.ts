import { parseBpm } from '#shared/bpm.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';
import { parseKey } from '#shared/key/parse-key.ts';

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

export const soundOfFile = (file: File): InspectedSound => ({
  id: `file ${++count} ${file.name}`,
  source: file,
  title: file.name,
  asked: askedFromName(file.name),
  from: null,
  keep: null,
});
