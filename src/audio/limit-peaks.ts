import { fromDb, lengthOf, type Pcm } from './pcm.ts';
import { levelsBetween } from './true-peak.ts';

/** The gain begins to fall so long before a peak, and rises as long behind it. */
const REACH_S = 0.004;

/** No true peak above `ceilingDbtp`: only the moments that pass it are turned down. A loop is limited as it plays, around its seam. */
export function limitPeaks(pcm: Pcm, ceilingDbtp: number, isLoop: boolean): Pcm {
  const ceiling = fromDb(ceilingDbtp);
  const length = lengthOf(pcm);
  const wanted = new Float32Array(length).fill(1);
  let isOver = false;
  for (const channel of pcm.channels) {
    const levels = levelsBetween(channel, ceiling / 2);
    for (let i = 0; i < length; i++) {
      const level = levels[i] ?? 0;
      if (level <= ceiling) continue;
      isOver = true;
      wanted[i] = Math.min(wanted[i] ?? 1, ceiling / level);
    }
  }
  if (!isOver) return pcm;
  const reach = Math.min(Math.round(REACH_S * pcm.sampleRate), Math.floor(length / 4));
  const gains = smoothed(lowest(wanted, reach, isLoop), reach, isLoop);
  const channels = pcm.channels.map((channel) => channel.map((x, i) => x * (gains[i] ?? 1)));
  return { ...pcm, channels };
}

const placeOf = (at: number, length: number, isLoop: boolean): number =>
  isLoop ? ((at % length) + length) % length : Math.max(0, Math.min(length - 1, at));

/** The lowest within `reach` on both sides. */
function lowest(values: Float32Array, reach: number, isLoop: boolean): Float32Array {
  const out = new Float32Array(values.length).fill(1);
  values.forEach((value, at) => {
    if (value === 1) return;
    for (let i = at - reach; i <= at + reach; i++) {
      if (!isLoop && (i < 0 || i >= values.length)) continue;
      const place = placeOf(i, values.length, isLoop);
      out[place] = Math.min(out[place] ?? 1, value);
    }
  });
  return out;
}

/** The mean within `reach` on both sides: as the lowest reaches as far, never above what was wanted. */
function smoothed(values: Float32Array, reach: number, isLoop: boolean): Float32Array {
  const valueAt = (i: number) => values[placeOf(i, values.length, isLoop)] ?? 1;
  let sum = 0;
  for (let i = -reach; i <= reach; i++) sum += valueAt(i);
  return values.map((_, at) => {
    const mean = sum / (2 * reach + 1);
    sum += valueAt(at + reach + 1) - valueAt(at - reach);
    return mean;
  });
}
