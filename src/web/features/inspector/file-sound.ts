import { keyFacts, SOUND_KEYS } from '#shared/key/key-facts.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';

import type { Asked } from './analysis/analyse.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** What sample libraries, and our own downloads, write into file names: `…_128bpm_Ebm_loop.wav`. */
export function askedFromName(name: string): Asked {
  const words = name.replace(/\.[a-z0-9]+$/i, '').split(/[^a-z0-9#♯♭]+/i);
  const bpms = words.map((word, at) => {
    const [, digits] = /^(\d{1,3})bpm$/i.exec(word) ?? [];
    return Number(digits ?? (/^bpm$/i.test(words[at + 1] ?? '') ? word : Number.NaN));
  });
  const bpm = bpms.find((each) => each >= BPM_MIN && each <= BPM_MAX) ?? null;
  const key = words.map(keyOf).find((found) => found !== undefined) ?? 'Any';
  return { bpm, key, loop: words.some((word) => /^loop$/i.test(word)) };
}

/** A lone letter is as likely a word or a take, so a major key must say `maj` or carry a sign. */
function keyOf(word: string): Asked['key'] | undefined {
  const spelt = /^([A-G])([#♯s]|[b♭])?(m|min|minor|maj|major)?$/.exec(word);
  if (!spelt) return undefined;
  const [, letter = '', sign = '', mode = ''] = spelt;
  if (sign === '' && mode === '') return undefined;
  const accidental = /[#♯s]/.test(sign) ? '♯' : sign === '' ? '' : '♭';
  const name = `${letter}${accidental}${/^m(in|inor)?$/.test(mode) ? 'm' : ''}`;
  return SOUND_KEYS.find((key) => {
    const facts = keyFacts(key);
    return facts?.sharp === name || facts?.flat === name;
  });
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
