import type { FileFacts } from '../files/file-facts.ts';

/** What an exported file says of its sound. */
export interface SoundTags {
  /** Loop points; `end` is the first sample not played. Null: no loop. */
  loop: { start: number; end: number } | null;
  /** Its loop is a part to be held while a key is: the whole is played once. */
  isOneShot?: boolean;
  bpm: number | null;
  /** Beats in the whole file; null when its length is not told in beats. */
  beats: number | null;
  /** As in `FileFacts`; of four quarters where it is not told. */
  metre?: FileFacts['metre'];
  /** As in `FileFacts`; forwards where it is not told. */
  loopKind?: number | null;
  /** As in `FileFacts`: only WAV has a place for them. */
  furtherLoops?: FileFacts['furtherLoops'];
  /** MIDI note, 60 = middle C. */
  rootNote: number | null;
  /** As in `FileFacts`; none where it is not told. */
  rootCents?: number;
  /** As in `FileFacts`: only WAV has a place for it. */
  zone?: FileFacts['zone'];
  /** As in `FileFacts`; to the sample in WAV, to the millisecond elsewhere. */
  markers?: FileFacts['markers'];
  /** `F#m`; null where there is none. */
  key: string | null;
  title: string;
  /** Everything else worth keeping with the file, one line each. */
  comment: string;
  taskId: string | null;
  /** Further texts, by their INFO ids: what the file had said before. */
  texts?: Readonly<Record<string, string>>;
}

/** INFO ids that Vorbis comments have a name for. */
const NAMES: Readonly<Record<string, string>> = {
  IART: 'ARTIST',
  IPRD: 'ALBUM',
  IGNR: 'GENRE',
  ICRD: 'DATE',
  ICOP: 'COPYRIGHT',
};

/** `CHAPTERnnn` has three figures. */
const CHAPTERS_MAX = 999;

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** `00:01:02.345` */
function clockOf(ms: number): string {
  const part = String(ms % 1000).padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${part}`;
}

/** https://wiki.xiph.org/Chapter_Extension, which knows no ends: those of parts have a field of our own. */
const chapterFields = (markers: FileFacts['markers'], rate: number) =>
  markers.slice(0, CHAPTERS_MAX).flatMap(({ at, name, length }, n): [string, string][] => {
    const field = `CHAPTER${String(n + 1).padStart(3, '0')}`;
    const clock = (samples: number) => clockOf(Math.round((samples * 1000) / rate));
    return [
      [field, clock(at)],
      [`${field}NAME`, name],
      [`${field}END`, length === undefined ? '' : clock(at + length)],
    ];
  });

/** As Vorbis comments, of a sound of that rate; `LOOPSTART` and `LOOPLENGTH` are what game engines read. */
export function commentFields(tags: SoundTags, rate: number): (readonly [name: string, value: string])[] {
  const { title, bpm, key, loop, comment, taskId, markers = [], texts = {} } = tags;
  return [
    ['TITLE', title],
    ...Object.entries(NAMES).map(([id, name]) => [name, texts[id] ?? ''] as const),
    ['BPM', bpm === null ? '' : String(bpm)],
    ['INITIALKEY', key ?? ''],
    ['LOOPSTART', loop ? String(loop.start) : ''],
    ['LOOPLENGTH', loop ? String(loop.end - loop.start) : ''],
    ['TASKID', taskId ?? ''],
    ['COMMENT', comment],
    ...chapterFields(markers, rate),
  ];
}
