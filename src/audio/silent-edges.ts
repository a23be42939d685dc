import { fromDb, lengthOf, type Pcm } from './pcm.ts';

type Edges =
  | { kind: 'measured'; /** Samples of silence before and after the sound. */ lead: number; tail: number }
  | { kind: 'silent' };

export const SILENCE_DBFS = -60;

/** Where the sound begins and ends: the first and last sample above −60 dBFS. */
export function measureEdges(pcm: Pcm, dbfs = SILENCE_DBFS): Edges {
  const threshold = fromDb(dbfs);
  const length = lengthOf(pcm);
  let first = length;
  let last = -1;
  for (const channel of pcm.channels) {
    for (let i = 0; i < first; i++)
      if (Math.abs(channel[i] ?? 0) > threshold) {
        first = i;
        break;
      }
    for (let i = length - 1; i > last; i--)
      if (Math.abs(channel[i] ?? 0) > threshold) {
        last = i;
        break;
      }
  }
  return last < 0 ? { kind: 'silent' } : { kind: 'measured', lead: first, tail: length - 1 - last };
}
