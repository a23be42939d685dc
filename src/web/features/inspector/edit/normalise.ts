import { measureLoudness } from '../../../../audio/loudness.ts';
import { fromDb, mapChannels, type Pcm } from '../../../../audio/pcm.ts';
import { measureTruePeak } from '../../../../audio/true-peak.ts';
import { words } from '../../../strings/edit-strings.ts';
import { fixed } from '../../../strings/format/fixed.ts';
import { cannot, done, type Edit } from './edit.ts';

export const CEILING_DBTP = -1;

export const gain = (pcm: Pcm, db: number): Pcm =>
  mapChannels(pcm, (channel) => channel.map((x) => x * fromDb(db)));

/** Brings the true peak to `dbtp`. */
export function normaliseToPeak(pcm: Pcm, dbtp = CEILING_DBTP): Edit {
  const peak = measureTruePeak(pcm);
  return Number.isFinite(peak) ? done(gain(pcm, dbtp - peak)) : cannot(words.silent);
}

/** Decibels that make it as loud as that, as far as its true peak stays below the ceiling. */
export const gainToLoudness = (
  wanted: number,
  lufs: number,
  truePeakDb: number,
  ceilingDbtp = CEILING_DBTP,
): number => Math.min(wanted - lufs, ceilingDbtp - truePeakDb);

/** Brings the integrated loudness to `lufs`, or as near as the true peak allows: nothing is limited or clipped. */
export function normaliseToLoudness(pcm: Pcm, lufs: number, ceilingDbtp = CEILING_DBTP): Edit {
  const loudness = measureLoudness(pcm);
  if (loudness.kind === 'cannot-tell')
    return cannot(loudness.reason === 'silent' ? words.silent : words.shortForLoudness);
  const db = gainToLoudness(lufs, loudness.lufs, measureTruePeak(pcm), ceilingDbtp);
  const reached = fixed(loudness.lufs + db, 1);
  const isLess = db < lufs - loudness.lufs;
  return done(gain(pcm, db), isLess ? words.ceiling(reached, fixed(ceilingDbtp, 0)) : `${reached} LUFS`);
}
