import type { Pcm } from '../../../../audio/pcm.ts';

/** What an edit makes: always a new sound, or the reason why there is none. The original is never touched. */
export type Edit = { kind: 'done'; pcm: Pcm; note?: string } | { kind: 'cannot'; reason: string };

export const done = (pcm: Pcm, note?: string): Edit =>
  note === undefined ? { kind: 'done', pcm } : { kind: 'done', pcm, note };
export const cannot = (reason: string): Edit => ({ kind: 'cannot', reason });
