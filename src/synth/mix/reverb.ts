import type { FaustModules } from '../faust/modules.ts';
import type { Space } from '../prompt/layer-plan.ts';
import type { Knobs } from '../recipes/recipe.ts';
import { expo } from '../recipes/recipe.ts';
import { mixInto, SAMPLE_RATE, sidesOf, silence, toFrames, type Stereo } from '../stereo.ts';

const SPACES: Record<Space, { t60: number; pre: number; damp: number; wet: number } | null> = {
  none: null,
  dry: null,
  room: { t60: 0.55, pre: 5, damp: 5200, wet: 0.55 },
  hall: { t60: 1.8, pre: 18, damp: 4600, wet: 0.5 },
  cathedral: { t60: 4.6, pre: 38, damp: 3400, wet: 1 },
  outdoor: { t60: 1.3, pre: 55, damp: 1900, wet: 0.35 },
};

/** Plays the shared reverb under the mix, in place. */
export function addRoom(mix: Stereo, sent: Stereo, space: Space, loop: boolean, modules: FaustModules): void {
  const room = SPACES[space];
  if (!room) return;
  const { wet, ...params } = room;
  const frames = mix.left.length;
  // A loop hears the reverb of its own end at its start: the ring is fed for as long as the room rings before it counts.
  const ahead = loop ? toFrames(room.t60 * 1.05 + 0.1) : 0;
  const input = silence(frames + ahead);
  for (const [to, from] of [
    [input.left, sent.left],
    [input.right, sent.right],
  ] as const) {
    for (let i = 0; i < ahead; i++) to[i] = from[(((i - ahead) % frames) + frames) % frames] ?? 0;
    to.set(from, ahead);
  }
  const rung = modules.run('reverb', params, frames + ahead, { input });
  mixInto(mix, { left: rung.left.subarray(ahead), right: rung.right.subarray(ahead) }, 0, [wet, wet], false);
}

/** Air takes the highs away and the sides come together. */
export function farAway(sound: Stereo, far: number, loop: boolean): Stereo {
  if (far <= 0.12) return sound;
  const coefficient = 1 - Math.exp((-2 * Math.PI * expo(15_000, 900, far)) / SAMPLE_RATE);
  for (const side of sidesOf(sound)) {
    for (let pole = 0; pole < 2; pole++) {
      let state = 0;
      if (loop) for (const sample of side.subarray(-4096)) state += (sample - state) * coefficient;
      for (let i = 0; i < side.length; i++) {
        state += ((side[i] ?? 0) - state) * coefficient;
        side[i] = state;
      }
    }
  }
  const narrow = 0.5 * far;
  for (let i = 0; i < sound.left.length; i++) {
    const [left, right] = [sound.left[i] ?? 0, sound.right[i] ?? 0];
    sound.left[i] = left + (right - left) * narrow * 0.5;
    sound.right[i] = right + (left - right) * narrow * 0.5;
  }
  return sound;
}

const FADE = toFrames(0.05);

/** A layer through `fx.dsp`. On a loop the join is faded, since the effect's own wobble does not fit the bars. */
export function withEffect(
  sound: Stereo,
  effect: string,
  knobs: Knobs,
  loop: boolean,
  modules: FaustModules,
): Stereo {
  const name = `fx-${effect}`;
  if (!modules.has(name)) return sound;
  const frames = sound.left.length;
  const params = { force: 0.35 + 0.5 * knobs.force, tone: knobs.tone };
  if (!loop) return modules.run(name, params, frames, { input: sound });
  const fade = Math.min(FADE, frames >> 1);
  const ring = silence(frames * 2 + fade);
  mixInto(ring, sound, 0, [1, 1], false);
  mixInto(ring, sound, frames, [1, 1], false);
  mixInto(
    ring,
    { left: sound.left.subarray(0, fade), right: sound.right.subarray(0, fade) },
    frames * 2,
    [1, 1],
    false,
  );
  const played = modules.run(name, params, frames * 2 + fade, { input: ring });
  const out = { left: played.left.slice(frames, frames * 2), right: played.right.slice(frames, frames * 2) };
  for (const [side, source] of [
    [out.left, played.left],
    [out.right, played.right],
  ] as const) {
    for (let i = 0; i < fade; i++) {
      const x = (i + 0.5) / fade;
      side[i] = (side[i] ?? 0) * x + (source[frames * 2 + i] ?? 0) * (1 - x);
    }
  }
  return out;
}
