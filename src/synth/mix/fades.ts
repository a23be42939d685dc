import { sidesOf, type Stereo } from '../stereo.ts';

/** What sounds behind the end is faded into the start, with equal power. The array keeps its spare frames. */
export function joinEnds(sound: Stereo, body: number, fade: number): void {
  for (const side of sidesOf(sound)) {
    for (let i = 0; i < fade; i++) {
      const angle = ((i + 0.5) / fade) * (Math.PI / 2);
      side[i] = (side[i] ?? 0) * Math.sin(angle) + (side[body + i] ?? 0) * Math.cos(angle);
      side[body + i] = 0;
    }
  }
}

export function fadeEdges(sound: Stereo, fadeIn: number, fadeOut: number): void {
  for (const side of sidesOf(sound)) {
    for (let i = 0; i < fadeIn; i++) side[i] = ((side[i] ?? 0) * i) / fadeIn;
    for (let i = 0; i < fadeOut; i++) {
      const at = side.length - 1 - i;
      side[at] = ((side[at] ?? 0) * i) / fadeOut;
    }
  }
}
