import { limitPeaks } from '../limit-peaks.ts';
import { integratedLufs } from '../loudness.ts';
import { fromDb, mapChannels, samplePeak, toDb, type Pcm, type Samples } from '../pcm.ts';
import { truePeak } from '../true-peak.ts';

/** Just under full scale. */
const CEILING_DBTP = -0.1;
/** Nobody hears less. */
const NEAR_LU = 0.02;
/** What is raised by more was silence. */
const MOST_DB = 12;

/** `after` as loud as `before` was; its peaks no higher than they were, or than full scale. */
export function keepLoudness(before: Pcm, after: Pcm, isLoop: boolean): Pcm {
  const lufs = (pcm: Pcm) => integratedLufs(pcm.channels, pcm.sampleRate, isLoop);
  const [was, is] = [lufs(before), lufs(after)];
  if (was === null || is === null) return after;
  // Between its samples a sound does not rise to twice as high as they are: mostly a look at these is enough.
  const isNear = 2 * samplePeak(before.channels) > fromDb(CEILING_DBTP);
  const ceiling = isNear ? Math.max(CEILING_DBTP, toDb(truePeak(before.channels))) : CEILING_DBTP;
  let sound = after;
  let now = is;
  // Limiting costs a little loudness: once more for what is missing.
  for (let pass = 0; pass === 0 || (pass < 2 && Math.abs(was - now) > NEAR_LU); pass++) {
    const gain = fromDb(Math.min(MOST_DB, was - now));
    const louder = mapChannels(sound, (channel) => scaled(channel, gain));
    sound = limitPeaks(louder, ceiling, isLoop);
    // What was not limited is as loud as it was made.
    now = sound === louder ? was : (lufs(sound) ?? was);
  }
  return sound;
}

function scaled(channel: Samples, gain: number): Samples {
  const out = new Float32Array(channel.length);
  for (let i = 0; i < out.length; i++) out[i] = (channel[i] ?? 0) * gain;
  return out;
}
