import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { BEATS_PER_BAR } from '../analysis/bars.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';

/** Samples per stored peak; closer in, the samples themselves are read. */
const BLOCK = 256;

export interface Peaks {
  low: Float32Array;
  high: Float32Array;
}

const known = new WeakMap<Pcm, Peaks>();

/** Lowest and highest sample of each block, over all channels. */
export function peaksOf(pcm: Pcm): Peaks {
  const cached = known.get(pcm);
  if (cached) return cached;
  const count = Math.ceil(lengthOf(pcm) / BLOCK);
  const peaks = { low: new Float32Array(count), high: new Float32Array(count) };
  for (const channel of pcm.channels)
    for (let i = 0; i < channel.length; i++) {
      const x = channel[i] ?? 0;
      const block = Math.floor(i / BLOCK);
      if (x < (peaks.low[block] ?? 0)) peaks.low[block] = x;
      if (x > (peaks.high[block] ?? 0)) peaks.high[block] = x;
    }
  known.set(pcm, peaks);
  return peaks;
}

/** Lowest and highest in `from` up to `to`. */
export function extremes(pcm: Pcm, from: number, to: number): [low: number, high: number] {
  let [low, high] = [0, 0];
  const first = Math.max(0, Math.floor(from));
  const last = Math.max(first + 1, Math.ceil(to));
  if (last - first > 2 * BLOCK) {
    const peaks = peaksOf(pcm);
    for (let block = Math.floor(first / BLOCK); block < last / BLOCK; block++) {
      low = Math.min(low, peaks.low[block] ?? 0);
      high = Math.max(high, peaks.high[block] ?? 0);
    }
    return [low, high];
  }
  for (const channel of pcm.channels)
    for (let i = first; i < Math.min(last, channel.length); i++) {
      low = Math.min(low, channel[i] ?? 0);
      high = Math.max(high, channel[i] ?? 0);
    }
  return [low, high];
}

/** A canvas ready to be drawn on in CSS pixels; null while it has no size. */
export function prepare(
  canvas: HTMLCanvasElement,
): { context: CanvasRenderingContext2D; width: number; height: number } | null {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return null;
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

/** A token's colour, resolved for canvas, which knows no `light-dark()`. */
export function colours(
  canvas: HTMLCanvasElement,
): Record<'wave' | 'faint' | 'ink' | 'mark' | 'paper', string> {
  const style = getComputedStyle(canvas);
  return {
    wave: style.color,
    faint: style.borderTopColor,
    ink: style.outlineColor,
    mark: style.caretColor,
    paper: style.backgroundColor,
  };
}

/** One column per pixel from x to x + width; `at` gives the sample under a pixel. */
export function drawWave(
  context: CanvasRenderingContext2D,
  pcm: Pcm,
  box: { x: number; width: number; height: number },
  at: (x: number) => number,
): void {
  const middle = box.height / 2;
  const tall = middle - 3;
  for (let x = 0; x < box.width; x++) {
    const [low, high] = extremes(pcm, at(x), at(x + 1));
    const top = middle - Math.min(1, high) * tall;
    const bottom = middle - Math.max(-1, low) * tall;
    context.fillRect(box.x + x, top, 1, Math.max(1, bottom - top));
  }
}

/** The whole sound with its beats, the loop's ends where there is one, and the playhead; false while the canvas has no size. */
export function drawSound(
  canvas: HTMLCanvasElement,
  pcm: Pcm,
  beat: number | null,
  loop: LoopPoints | null,
  position: number,
): boolean {
  const drawing = prepare(canvas);
  if (!drawing) return false;
  const { context, width, height } = drawing;
  const length = lengthOf(pcm);
  const paint = colours(canvas);
  const xOf = (sample: number) => (sample / length) * width;
  context.fillStyle = paint.faint;
  for (const { sample, isBar } of gridLines(length, beat, width))
    context.fillRect(Math.round(xOf(sample)), isBar ? 0 : height - 8, 1, isBar ? height : 8);
  context.fillStyle = paint.wave;
  drawWave(context, pcm, { x: 0, width, height }, (x) => (x / width) * length);
  if (loop) {
    context.globalAlpha = 0.72;
    context.fillStyle = paint.paper;
    context.fillRect(0, 0, xOf(loop.start), height);
    context.fillRect(xOf(loop.end), 0, width, height);
    context.globalAlpha = 1;
    context.fillStyle = paint.mark;
    context.fillRect(Math.min(width - 2, xOf(loop.start)), 0, 2, height);
    context.fillRect(Math.max(0, xOf(loop.end) - 2), 0, 2, height);
  }
  context.fillStyle = paint.ink;
  context.fillRect(Math.min(width - 2, xOf(position)), 0, 2, height);
  return true;
}

/** Closer lines would be a grey area. */
const GRID_PX = 6;

function* gridLines(length: number, beat: number | null, width: number) {
  if (beat === null) return;
  const beatPx = (beat / length) * width;
  // Beats where there is room, else bars, else every 4th, 16th, … bar.
  let every = 1;
  while (beatPx * every < GRID_PX) every *= BEATS_PER_BAR;
  for (let n = every; n * beat < length; n += every)
    yield { sample: n * beat, isBar: n % (every * BEATS_PER_BAR) === 0 || every > 1 };
}
