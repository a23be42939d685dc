import type { Pcm } from '../../../../audio/pcm.ts';

interface Part {
  start: number;
  end: number;
}

/** What an edit makes: always a new sound, or the reason why there is none. The original is never touched. */
export type Edit =
  | {
      kind: 'done';
      pcm: Pcm;
      note?: string | undefined;
      /** The part of the sound before it that it is made of, in samples; left out where that is all of it. */
      kept?: Part | undefined;
    }
  | { kind: 'cannot'; reason: string };

export const done = (pcm: Pcm, note?: string, kept?: Part): Edit => ({ kind: 'done', pcm, note, kept });
export const cannot = (reason: string): Edit => ({ kind: 'cannot', reason });
