import { BEATS_PER_BAR } from '#shared/bpm.ts';

/** What is drawn of a sound. */
export interface WaveLook {
  bars: boolean;
  hits: boolean;
  spectrum: boolean;
  snaps: boolean;
  seam: boolean;
}

export const WAVE_LOOK: WaveLook = { bars: true, hits: true, spectrum: false, snaps: true, seam: false };

/** The part of a sound that is in view, in samples. */
export interface WaveWindow {
  from: number;
  to: number;
}

/** As near as it goes: so many samples over the whole width. */
const NEAREST = 64;

const spanAt = (length: number, zoom: number): number =>
  length * (Math.min(NEAREST, length) / length) ** Math.max(0, Math.min(1, zoom));

/** The window of a zoom from 0 to 1 that keeps `at` where it is in view. */
export function zoomed({ from, to }: WaveWindow, length: number, zoom: number, at: number): WaveWindow {
  const span = spanAt(length, zoom);
  const share = to > from ? (Math.max(from, Math.min(to, at)) - from) / (to - from) : 0;
  return shifted({ from: 0, to: span }, at - share * span, length);
}

export function shifted({ from, to }: WaveWindow, start: number, length: number): WaveWindow {
  const span = to - from;
  const first = Math.max(0, Math.min(length - span, start));
  return { from: first, to: first + span };
}

export function zoomOf({ from, to }: WaveWindow, length: number): number {
  const nearest = Math.min(NEAREST, length) / length;
  return nearest >= 1 ? 0 : Math.max(0, Math.min(1, Math.log((to - from) / length) / Math.log(nearest)));
}

/** Seconds between two labels of the ruler, at least `least` apart: 1, 2 or 5 of a power of ten. */
export function rulerStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
}

/** `0:03.2`, with as many figures as tell labels apart. */
export function rulerLabel(seconds: number, step: number): string {
  if (step < 0.001) return `${(seconds * 1000).toFixed(step < 0.0001 ? 2 : 1)} ms`;
  const figures = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  if (seconds < 60) return `${seconds.toFixed(figures)} s`;
  const rest = (seconds % 60).toFixed(figures);
  return `${Math.floor(seconds / 60)}:${rest.padStart(figures === 0 ? 2 : figures + 3, '0')}`;
}

/** A window follows what plays, page by page. */
export function following(window: WaveWindow, position: number, length: number): WaveWindow {
  if (position >= window.from && position < window.to) return window;
  return shifted(window, position, length);
}

/** Samples that an arrow or a page key moves by; null for other keys. */
export function stepOf(key: string, small: number, times = BEATS_PER_BAR): number | null {
  const large = small * times;
  const steps: Record<string, number> = {
    ArrowLeft: -small,
    ArrowDown: -small,
    ArrowRight: small,
    ArrowUp: small,
    PageDown: -large,
    PageUp: large,
  };
  return steps[key] ?? null;
}
