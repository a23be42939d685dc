import type { Marker } from '../../../../audio/files/file-facts.ts';
import type { Pcm } from '../../../../audio/pcm.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import { drawMarkers } from './draw-markers.ts';
import { extremes, peaksOf } from './wave-peaks.ts';
import { rulerLabel, rulerStep, type WaveWindow } from './wave-window.ts';

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
): Record<'wave' | 'faint' | 'ink' | 'mark' | 'paper' | 'edge' | 'muted' | 'wash', string> {
  const style = getComputedStyle(canvas);
  return {
    wave: style.color,
    faint: style.borderTopColor,
    ink: style.outlineColor,
    mark: style.caretColor,
    paper: style.backgroundColor,
    edge: style.borderBottomColor,
    muted: style.columnRuleColor,
    wash: style.textDecorationColor,
  };
}

/** Nearer than this many pixels a sample, the samples themselves are joined by a line. */
const LINE_PX = 0.5;
const DOT_PX = 6;

/** One column per pixel from x to x + width; `at` gives the sample under a pixel. */
export function drawWave(
  context: CanvasRenderingContext2D,
  pcm: Pcm,
  box: { x: number; width: number; height: number },
  at: (x: number) => number,
): void {
  const middle = box.height / 2;
  const tall = middle - 3;
  const perPixel = at(1) - at(0);
  if (perPixel < LINE_PX) return drawLine(context, pcm, box, at, perPixel);
  for (let x = 0; x < box.width; x++) {
    const [low, high] = extremes(pcm, at(x), at(x + 1));
    const top = middle - Math.min(1, high) * tall;
    const bottom = middle - Math.max(-1, low) * tall;
    context.fillRect(box.x + x, top, 1, Math.max(1, bottom - top));
  }
}

/** The mean of the channels, sample by sample; dots where there is room. */
function drawLine(
  context: CanvasRenderingContext2D,
  pcm: Pcm,
  box: { x: number; width: number; height: number },
  at: (x: number) => number,
  perPixel: number,
): void {
  const middle = box.height / 2;
  const first = Math.floor(at(0)) - 1;
  context.beginPath();
  for (let i = first; i <= at(box.width) + 1; i++) {
    const value = pcm.channels.reduce((sum, channel) => sum + (channel[i] ?? 0), 0) / pcm.channels.length;
    const x = box.x + (i - at(0)) / perPixel;
    const y = middle - Math.max(-1, Math.min(1, value)) * (middle - 3);
    if (i === first) context.moveTo(x, y);
    else context.lineTo(x, y);
    if (1 / perPixel > DOT_PX) context.fillRect(x - 2, y - 2, 4, 4);
  }
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Height of the ruler above the wave. */
const RULER_PX = 20;

export interface WaveDisplay {
  pcm: Pcm;
  window: WaveWindow;
  /** Samples a beat; null draws seconds. */
  beat: number | null;
  perBar: number;
  loop: LoopPoints | null;
  hits: readonly number[];
  markers: readonly Marker[];
  cuts: readonly { start: number; end: number; isKept: boolean }[] | null;
  spectrogram: Spectrogram | null;
  position: number;
}

export interface Spectrogram {
  image: ImageBitmap | HTMLCanvasElement;
  window: WaveWindow;
}

/** The part of a sound that is in view, with ruler, grid, hits, markers, cuts, the loop's ends and the playhead; false while the canvas has no size. */
export function drawWaveDisplay(canvas: HTMLCanvasElement, display: WaveDisplay): boolean {
  const drawing = prepare(canvas);
  if (!drawing) return false;
  const { context, width, height } = drawing;
  const { pcm, window, loop, spectrogram, position } = display;
  const paint = colours(canvas);
  peaksOf(pcm);
  const span = window.to - window.from;
  const xOf = (sample: number) => ((sample - window.from) / span) * width;
  const box = { x: 0, width, height: height - RULER_PX };
  drawRuler(context, display, xOf, width, height, paint);
  if (display.cuts) drawCuts(context, display.cuts, xOf, width, height, paint);
  context.save();
  context.translate(0, RULER_PX);
  if (spectrogram) drawSpectrogram(context, spectrogram, xOf, box.height);
  else {
    context.fillStyle = paint.wave;
    drawWave(context, pcm, box, (x) => window.from + (x / width) * span);
  }
  context.restore();
  drawHits(context, display.hits, xOf, width, height, paint.muted);
  if (loop) drawLoop(context, loop, xOf, width, height, paint);
  drawMarkers(context, display.markers, xOf, { top: RULER_PX, width, height }, paint);
  const x = xOf(position);
  context.fillStyle = paint.mark;
  if (x >= -2 && x <= width + 2) context.fillRect(Math.min(width - 2, x), RULER_PX - 8, 2, height);
  return true;
}

type Paint = ReturnType<typeof colours>;
type XOf = (sample: number) => number;

function drawRuler(
  context: CanvasRenderingContext2D,
  { pcm, window, beat, perBar, cuts }: WaveDisplay,
  xOf: XOf,
  width: number,
  height: number,
  paint: Paint,
): void {
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  let lastLabel = -Infinity;
  for (const { sample, isBar, label } of beat === null
    ? secondLines(window, pcm.sampleRate, width)
    : beatLines(window, beat, perBar, width)) {
    const x = Math.round(xOf(sample));
    context.fillStyle = isBar ? paint.edge : paint.faint;
    context.fillRect(x, isBar ? 4 : 12, 1, height);
    // The slices' numbers stand there.
    if (cuts || label === '' || x - lastLabel < LABEL_PX || x > width - 20) continue;
    context.fillStyle = paint.muted;
    context.fillText(label, x + 5, 9);
    lastLabel = x;
  }
  context.fillStyle = paint.faint;
  context.fillRect(0, RULER_PX - 1, width, 1);
}

/** Closer lines would be a grey area; labels need more. */
const GRID_PX = 7;
const LABEL_PX = 44;

/** So many bars are one line where they would be too close, and so many of those. */
const TOGETHER = 4;

function* beatLines({ from, to }: WaveWindow, beat: number, perBar: number, width: number) {
  const beatPx = (beat / (to - from)) * width;
  // Beats where there is room, else bars, else every 4th, 16th, … bar.
  let every = 1;
  while (beatPx * every < GRID_PX) every *= every === 1 ? perBar : TOGETHER;
  for (let n = Math.ceil(from / beat / every) * every; n * beat < to; n += every) {
    const isBar = n % perBar === 0;
    const bar = Math.floor(n / perBar) + 1;
    const label = isBar ? String(bar) : `${bar}.${(n % perBar) + 1}`;
    yield { sample: n * beat, isBar, label };
  }
}

function* secondLines({ from, to }: WaveWindow, rate: number, width: number) {
  const step = rulerStep((LABEL_PX * 1.4 * (to - from)) / rate / width);
  for (let n = Math.ceil(from / rate / step); n * step * rate < to; n++)
    yield { sample: n * step * rate, isBar: false, label: rulerLabel(n * step, step) };
}

function drawHits(
  context: CanvasRenderingContext2D,
  hits: readonly number[],
  xOf: XOf,
  width: number,
  height: number,
  colour: string,
): void {
  context.fillStyle = colour;
  for (const hit of hits) {
    const x = xOf(hit);
    if (x < -4 || x > width + 4) continue;
    context.beginPath();
    context.moveTo(x - 3, height);
    context.lineTo(x + 3, height);
    context.lineTo(x, height - 6);
    context.fill();
  }
}

function drawCuts(
  context: CanvasRenderingContext2D,
  cuts: NonNullable<WaveDisplay['cuts']>,
  xOf: XOf,
  width: number,
  height: number,
  paint: Paint,
): void {
  cuts.forEach(({ start, end, isKept }) => {
    context.fillStyle = paint.wash;
    if (isKept) context.fillRect(xOf(start), RULER_PX, xOf(end) - xOf(start), height);
    context.fillStyle = isKept ? paint.ink : paint.edge;
    context.fillRect(xOf(start), RULER_PX - 8, 1, height);
  });
  for (const { text, x, isKept } of sliceNumbers(cuts, xOf, width)) {
    context.font = `${isKept ? 600 : 400} 11px system-ui, sans-serif`;
    context.fillStyle = isKept ? paint.ink : paint.muted;
    context.fillText(text, x, 9);
    if (!isKept) context.fillRect(x - 1, 9, context.measureText(text).width + 2, 1);
  }
}

const NUMBER_PX = 22;

/** The slices' numbers as far as they have room; those that are not kept are struck through. */
export function sliceNumbers(
  cuts: NonNullable<WaveDisplay['cuts']>,
  xOf: XOf,
  width: number,
): { text: string; x: number; isKept: boolean }[] {
  let last = -Infinity;
  return cuts.flatMap(({ start, isKept }, n) => {
    const x = Math.round(xOf(start)) + 5;
    if (x < 0 || x > width - NUMBER_PX || x - last < NUMBER_PX) return [];
    last = x;
    return [{ text: String(n + 1).padStart(2, '0'), x, isKept }];
  });
}

function drawLoop(
  context: CanvasRenderingContext2D,
  loop: LoopPoints,
  xOf: XOf,
  width: number,
  height: number,
  paint: Paint,
): void {
  context.globalAlpha = 0.72;
  context.fillStyle = paint.paper;
  context.fillRect(0, RULER_PX, Math.max(0, xOf(loop.start)), height);
  context.fillRect(xOf(loop.end), RULER_PX, Math.max(0, width - xOf(loop.end)), height);
  context.globalAlpha = 1;
  context.fillStyle = paint.ink;
  context.fillRect(Math.min(width - 2, xOf(loop.start)), RULER_PX, 2, height);
  context.fillRect(xOf(loop.end) - 2, RULER_PX, 2, height);
}

function drawSpectrogram(
  context: CanvasRenderingContext2D,
  { image, window }: Spectrogram,
  xOf: XOf,
  height: number,
): void {
  context.imageSmoothingEnabled = true;
  const x = xOf(window.from);
  context.drawImage(image, x, 0, xOf(window.to) - x, height);
}

/** Levels as one colour, more or less of it. */
export function paintSpectrogram(
  levels: Uint8Array,
  columns: number,
  rows: number,
  colour: string,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  const image = context.createImageData(columns, rows);
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++)
      image.data.set([r, g, b, levels[column * rows + row] ?? 0], (row * columns + column) * 4);
  context.putImageData(image, 0, 0);
  return canvas;
}
