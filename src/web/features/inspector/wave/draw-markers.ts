import { cutText } from '#shared/text.ts';

import type { Marker } from '../../../../audio/files/file-facts.ts';

type XOf = (sample: number) => number;

const DASH = [3, 3];
const PART_PX = 2;
const NAME_BOX_PX = 14;

/** A dashed line each, a line above it as far as a part reaches, and the names as far as they have room. */
export function drawMarkers(
  context: CanvasRenderingContext2D,
  markers: readonly Marker[],
  xOf: XOf,
  { top, width, height }: { top: number; width: number; height: number },
  paint: Readonly<Record<'muted' | 'paper' | 'ink', string>>,
): void {
  context.save();
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.setLineDash(DASH);
  context.strokeStyle = paint.muted;
  context.fillStyle = paint.muted;
  for (const { at, length = 0 } of markers) {
    const x = Math.min(width - 0.5, Math.round(xOf(at)) + 0.5);
    const end = xOf(at + length);
    if (end < 0 || xOf(at) > width) continue;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, height);
    context.stroke();
    context.fillRect(x, top, Math.max(0, end - x), PART_PX);
  }
  const names = markerNames(markers, xOf, width, (name) => context.measureText(name).width);
  for (const { text, x, room } of names) {
    context.fillStyle = paint.paper;
    context.fillRect(x - 2, top + PART_PX + 1, room + 4, NAME_BOX_PX);
    context.fillStyle = paint.ink;
    context.fillText(text, x, top + PART_PX + 1 + NAME_BOX_PX / 2);
  }
  context.restore();
}

/** Longer names end in an ellipsis. */
const NAME_PX = 120;
const GAP_PX = 8;
/** Clear of the handle of a cut that stands there. */
const BESIDE_PX = 8;

/** The names of those in view, each beside its line; what would lie over the one before or leave the view is left out. */
export function markerNames(
  markers: readonly Marker[],
  xOf: XOf,
  width: number,
  widthOf: (text: string) => number,
): { text: string; x: number; room: number }[] {
  let free = 0;
  return markers.flatMap(({ at, name }) => {
    const x = Math.round(xOf(at)) + BESIDE_PX;
    if (name === '' || x < free) return [];
    const text = shortened(name, widthOf);
    const room = widthOf(text);
    if (x + room > width) return [];
    free = x + room + GAP_PX;
    return [{ text, x, room }];
  });
}

function shortened(name: string, widthOf: (text: string) => number): string {
  let text = name;
  for (let letters = name.length - 1; widthOf(text) > NAME_PX && letters > 0; letters--)
    text = `${cutText(name, letters).trimEnd()}…`;
  return text;
}
