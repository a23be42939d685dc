import { sidesOf, toFrames, type Stereo } from '../stereo.ts';

/**
 * Moves the start of a loop to where the MP3 codec does least harm, in place. Without beats that may be anywhere in the
 * first second; with beats at most 2 ms ahead of the first.
 */
export function placeCut(ring: Stereo, hasBeats: boolean): void {
  if (!hasBeats) {
    rotate(ring, calmest(ring));
    rotate(ring, smoothest(ring, toFrames(0.005), 1));
  } else rotate(ring, smoothest(ring, toFrames(0.002), -1));
}

const NEAR_CUT = toFrames(0.03);
const SEARCH_S = 1;

/**
 * A ring without beats may be cut anywhere: not beside a spark, which the MP3 codec smears differently at the end and at
 * the start. The place within the first second whose surroundings hold the smallest steps.
 */
function calmest(ring: Stereo): number {
  const frames = ring.left.length;
  const cells = Math.floor(Math.min(frames, toFrames(SEARCH_S)) / NEAR_CUT);
  const steepest = (cell: number) => {
    let most = 0;
    for (const side of sidesOf(ring)) {
      for (let i = 0; i < NEAR_CUT; i++) {
        const at = (cell * NEAR_CUT + i + frames) % frames;
        most = Math.max(most, Math.abs((side[at] ?? 0) - (side[(at + frames - 1) % frames] ?? 0)));
      }
    }
    return most;
  };
  const steps = Array.from({ length: cells + 1 }, (_, n) => steepest(n - 1));
  let best = 0;
  for (let n = 1; n < cells; n++) {
    const around = (cell: number) => Math.max(steps[cell] ?? 0, steps[cell + 1] ?? 0);
    if (around(n) < around(best)) best = n;
  }
  return best * NEAR_CUT;
}

/**
 * Where to cut the ring, so that no spark and no edge of a sawtooth is divided: the first place without a step to speak of,
 * going `way` by `reach` at most. Beats are cut only a hair ahead of the first.
 */
function smoothest(ring: Stereo, reach: number, way: 1 | -1): number {
  const frames = ring.left.length;
  const steps = sidesOf(ring).map((side) => {
    const at = (i: number) => side[((i % frames) + frames) % frames] ?? 0;
    const step = (i: number) => Math.abs(at(i) - at(i - 1));
    let power = 0;
    for (let i = -LOCAL; i <= LOCAL; i++) power += step(i) ** 2;
    return { step, usual: Math.sqrt(power / (2 * LOCAL + 1)) + 1e-9 };
  });
  let best = 0;
  let smallest = Infinity;
  for (let n = 0; n < Math.min(frames, reach) && smallest > SMOOTH; n++) {
    const ratio = Math.max(...steps.map(({ step, usual }) => step(n * way) / usual));
    if (ratio < smallest) [best, smallest] = [n * way, ratio];
  }
  return best;
}

const LOCAL = toFrames(0.01);
const SMOOTH = 0.5;

/** The ring starts at frame `by` from now on. */
function rotate(ring: Stereo, by: number): void {
  const frames = ring.left.length;
  if (by === 0) return;
  const from = ((by % frames) + frames) % frames;
  for (const side of sidesOf(ring)) {
    const whole = side.slice();
    side.set(whole.subarray(from));
    side.set(whole.subarray(0, from), frames - from);
  }
}
