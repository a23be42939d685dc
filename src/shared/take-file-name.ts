import { formatBpm } from './bpm.ts';
import type { SoundKey } from './key/key-facts.ts';
import type { KnownRequest } from './sound-request.ts';
import { ownTitle, takeLetter } from './task.ts';
import { cutText } from './text.ts';

export interface NamedTake {
  /** The person's own title, else the prompt, or whatever the sound is called. */
  title: string;
  bpm: number | null;
  key: SoundKey | null;
  loop: boolean;
  /** 1 for take A; null for a file that is no take. */
  take: number | null;
  taskId: string | null;
  /** Not as it was made: its name says so. */
  isEdited?: boolean;
}

/** What the name of a task's take says. */
export function namedTake(
  {
    request,
    title,
    takes = [],
    taskId,
  }: { request: KnownRequest; title: string; takes?: readonly { title: string }[]; taskId: string | null },
  take: number,
): NamedTake {
  const { prompt, soundTempo, soundKey, soundLoop } = request;
  return {
    title: ownTitle(title, takes) || prompt || title,
    bpm: soundTempo,
    key: soundKey,
    loop: soundLoop === true,
    take,
    taskId,
  };
}

/** Bytes, not letters: file systems count so. Leaves room for a folder and for ` (1)` under the usual 255. */
const TITLE_BYTES = 60;
const ID_LETTERS = 6;

/** What a name may say, each word as every system takes it; empty where there is nothing to say. */
export const nameWords = (take: NamedTake) => ({
  title: slug(take.title),
  bpm: take.bpm === null ? '' : formatBpm(take.bpm).replace('.', '-'),
  key: take.key === 'Any' ? '' : (take.key ?? ''),
  loop: take.loop ? 'loop' : '',
  take: take.take === null ? '' : takeLetter(take.take),
  edit: take.isEdited === true ? 'v2' : '',
  id: cutText((take.taskId ?? '').replaceAll(/[^\p{L}\p{N}]/gu, ''), ID_LETTERS),
});

/** `soft-rain_128bpm_F#m_loop_A_a1b2c3.wav`: letters, digits, `-`, `_` and the key's `#`, so safe on every system and in every DAW. */
export function takeFileName(take: NamedTake, extension: string): string {
  const { title, bpm, key, loop, take: letter, edit, id } = nameWords(take);
  const parts = [title, bpm && `${bpm}bpm`, key, loop, letter, edit, id];
  return `${unreserved(parts.filter(Boolean).join('_'))}.${extension}`;
}

/** Names that Windows keeps for itself. */
export const unreserved = (name: string): string =>
  /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `${name}-sound` : name;

function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let out = '';
  for (const word of words) {
    const longer = out === '' ? word : `${out}-${word}`;
    if (bytesIn(longer) > TITLE_BYTES) return out === '' ? cutToBytes(word, TITLE_BYTES) : out;
    out = longer;
  }
  return out === '' ? 'sound' : out;
}

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

export function cutToBytes(word: string, most: number): string {
  let out = '';
  for (const letter of word) {
    if (bytesIn(out + letter) > most) break;
    out += letter;
  }
  return out;
}

/** The same names again get `-2`, `-3` …; capitals do not tell files apart everywhere. */
export function distinctNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let candidate = name;
    for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${stem}-${n}${extension}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  };
}
