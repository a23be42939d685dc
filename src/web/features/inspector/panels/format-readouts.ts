import { words } from '../../../strings/inspector-strings.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** `0:03.2`, floored as clocks do. */
export function formatClock(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  return `${Math.floor(tenths / 600)}:${pad(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
}

/** `5.3`: bar and beat, both from 1. */
export function formatBar(seconds: number, bpm: number, beatsPerBar = 4): string {
  const beats = Math.max(0, Math.floor((seconds * bpm) / 60 + 1e-6));
  return `${Math.floor(beats / beatsPerBar) + 1}.${(beats % beatsPerBar) + 1}`;
}

/** One figure after the point, with a real minus. */
export const formatDb = (value: number): string => value.toFixed(1).replace('-', '−');

export const formatMs = (seconds: number): string =>
  seconds >= 1 ? words.inS(seconds.toFixed(2)) : words.inMs(Math.round(seconds * 1000));
