import { BEATS_PER_BAR } from '#shared/bpm.ts';

import { fromDb, type Pcm, type Samples } from '../../../../audio/pcm.ts';

const CLICK_S = 0.03;
const CLICK_DB = -8;
const DRONE_S = 10;
const DRONE_DB = -20;
const A4_HZ = 440;

/** Clicks on every beat over exactly `length` samples, so that looped with the sound it never drifts; the first of a bar is higher. */
export function clickTrack(length: number, sampleRate: number, bpm: number, perBar = BEATS_PER_BAR): Pcm {
  const track: Samples = new Float32Array(length);
  const beat = (60 / bpm) * sampleRate;
  const count = Math.min(length, Math.round(CLICK_S * sampleRate));
  for (let n = 0; Math.round(n * beat) < length; n++) {
    const start = Math.round(n * beat);
    const hz = n % perBar === 0 ? 1760 : 1175;
    for (let i = 0; i < count && start + i < length; i++) {
      const t = i / sampleRate;
      track[start + i] = fromDb(CLICK_DB) * Math.sin(2 * Math.PI * hz * t) * Math.exp(-t * 160);
    }
  }
  return { channels: [track], sampleRate };
}

/** The tonic and its fifth, soft, in the octave below middle C. Every partial has whole cycles, so its loop has no seam. */
export function drone(pitchClass: number, sampleRate: number): Pcm {
  const track: Samples = new Float32Array(DRONE_S * sampleRate);
  const root = A4_HZ * 2 ** ((48 + pitchClass - 69) / 12);
  const partials = [
    { ratio: 1, gain: 1 },
    { ratio: 1.5, gain: 0.5 },
    { ratio: 2, gain: 0.5 },
    { ratio: 3, gain: 0.2 },
    { ratio: 4, gain: 0.12 },
  ];
  for (const { ratio, gain } of partials) {
    const cycles = Math.round(root * ratio * DRONE_S);
    const step = (2 * Math.PI * cycles) / track.length;
    for (let i = 0; i < track.length; i++)
      track[i] = (track[i] ?? 0) + fromDb(DRONE_DB) * gain * Math.sin(step * i);
  }
  return { channels: [track], sampleRate };
}
