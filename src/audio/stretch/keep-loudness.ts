import { limitPeaks } from '../limit-peaks.ts';
import { integratedLufs } from '../loudness.ts';
import { fromDb, mapChannels, toDb, type Pcm } from '../pcm.ts';
import { truePeak } from '../true-peak.ts';

/** Just under full scale. */
const CEILING_DBTP = -0.1;
/** What is raised by more was silence. */
const MOST_DB = 12;

/** `after` as loud as `before` was; its peaks no higher than they were, or than full scale. */
export function keepLoudness(before: Pcm, after: Pcm, isLoop: boolean): Pcm {
  const lufs = (pcm: Pcm) => integratedLufs(pcm.channels, pcm.sampleRate, isLoop);
  const [was, is] = [lufs(before), lufs(after)];
  if (was === null || is === null) return after;
  const ceiling = Math.max(CEILING_DBTP, toDb(truePeak(before.channels)));
  let sound = after;
  let now = is;
  // Limiting costs a little loudness: once more for what is missing.
  for (let pass = 0; pass < 2 && Math.abs(was - now) > 0.02; pass++) {
    const db = Math.min(MOST_DB, was - now);
    sound = limitPeaks(
      mapChannels(sound, (channel) => channel.map((x) => x * fromDb(db))),
      ceiling,
      isLoop,
    );
    now = lufs(sound) ?? was;
  }
  return limitPeaks(sound, ceiling, isLoop);
}
