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

/** Brings the integrated loudness to `lufs`, or as near as the true peak allows: nothing is limited or clipped. */
export function normaliseToLoudness(pcm: Pcm, lufs: number, ceilingDbtp = CEILING_DBTP): Edit {
  const loudness = measureLoudness(pcm);
  if (loudness.kind === 'cannot-tell')
    return cannot(loudness.reason === 'silent' ? words.silent : words.shortForLoudness);
  const wanted = lufs - loudness.lufs;
  const room = ceilingDbtp - measureTruePeak(pcm);
  const db = Math.min(wanted, room);
  const reached = fixed(loudness.lufs + db, 1);
  return done(
    gain(pcm, db),
    db < wanted ? `${reached} LUFS; more would pass ${ceilingDbtp} dBTP` : `${reached} LUFS`,
  );
}
