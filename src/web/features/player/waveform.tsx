import { use, useEffect, useEffectEvent, useRef } from 'react';

import type { Take, Task } from '#shared/task.ts';

import * as words from '../../strings/task-strings.ts';
import { RowTab } from '../tasks/card/row-tab.ts';
import { seekTake } from './play-take.ts';
import { playback, type PlaybackStatus } from './playback.ts';
import { peaksOf } from './take-peaks.ts';

const BAR = 2;
const GAP = 1;
const HEAD = 1.5;
/** What is only scrolled past is neither fetched nor decoded. */
const DWELL_MS = 200;
/** Silence still shows where the time goes. */
const LOWEST = 0.06;

/** The take's shape with a playhead, and over it a slider that a mouse, a finger or the arrow keys move. */
export function Waveform({
  task,
  take,
  name,
  status,
  at,
  share = 100,
  label = words.seek(name),
}: {
  task: Task;
  take: Take;
  name: string;
  status: PlaybackStatus;
  /** Seconds played. */
  at: number;
  /** Of the width, in per cent. */
  share?: number;
  label?: string;
}) {
  const { audio: src, durationS } = take;
  const isWhole = take.kept || durationS !== null;
  const tab = use(RowTab);
  const shape = useRef<SVGSVGElement>(null);
  const peaks = useRef<Float32Array | null>(null);
  const size = useRef({ width: 0, height: 0 });
  const seconds = playback.durationOf(src) ?? durationS;

  const draw = useEffectEvent(() => {
    if (shape.current)
      paint(shape.current, size.current, peaks.current, seconds ? playback.timeOf(src) / seconds : 0);
  });

  useEffect(() => {
    const element = shape.current;
    if (!element || !isWhole) return;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = async () => {
      const found = await peaksOf(src, () => isWanted);
      if (!isWanted) return;
      peaks.current = found;
      draw();
    };
    const watch = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      if (entries.at(-1)?.isIntersecting) timer = setTimeout(() => void show(), DWELL_MS);
    });
    watch.observe(element);
    return () => {
      isWanted = false;
      clearTimeout(timer);
      watch.disconnect();
    };
  }, [src, isWhole]);

  useEffect(() => {
    let wasMine = false;
    return playback.store.subscribe(() => {
      const isMine = playback.state().src === src;
      if (isMine || wasMine) draw();
      wasMine = isMine;
    });
  }, [src]);

  useEffect(() => {
    if (status !== 'playing') return;
    let frame = requestAnimationFrame(function next() {
      draw();
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [status]);

  useEffect(() => {
    const element = shape.current;
    if (!element) return;
    // Asked of the element itself, each wave of a list would have the page laid out anew.
    const resized = new ResizeObserver(([entry]) => {
      if (entry) size.current = entry.contentRect;
      draw();
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  return (
    <div className="wave" style={share < 100 ? { inlineSize: `${share}%` } : undefined}>
      <svg ref={shape} aria-hidden="true" strokeWidth={BAR} strokeLinecap="round">
        <path />
        <path />
        <rect y={1} width={HEAD} strokeWidth={0} />
      </svg>
      {seconds !== null && (
        <input
          type="range"
          aria-label={label}
          aria-valuetext={words.seekAt(Math.floor(at), seconds)}
          className="seek"
          tabIndex={tab}
          min={0}
          max={seconds}
          step={0.01}
          value={playback.timeOf(src)}
          onChange={(event) => seekTake(task, take, event.target.valueAsNumber)}
          onKeyDown={(event) => {
            const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            event.stopPropagation();
            seekTake(task, take, Math.min(seconds, Math.max(0, playback.timeOf(src) + by)));
          }}
        />
      )}
    </div>
  );
}

/** One line for each bar, from `first` up to `end`; of a sound not seen yet one for all, which the style sheet dots. */
function barsPath(
  first: number,
  end: number,
  height: number,
  peakOf: ((bar: number) => number) | null,
): string {
  let path = '';
  if (!peakOf) return first < end ? `M${first * (BAR + GAP) + 1} ${height / 2}H${end * (BAR + GAP)}` : path;
  for (let bar = first; bar < end; bar++) {
    // The line's ends are round, by half its width.
    const tall = Math.max(LOWEST, peakOf(bar)) * (height - 4) - BAR;
    const half = Math.max(0, tall) / 2;
    path += `M${bar * (BAR + GAP) + BAR / 2} ${height / 2 - half}v${2 * half || 0.01}`;
  }
  return path;
}

/** Vectors rather than a canvas: a canvas is a layer of its own, laid out anew with every key pressed beside it. */
function paint(
  shape: SVGSVGElement,
  { width, height }: { width: number; height: number },
  peaks: Float32Array | null,
  played: number,
): void {
  const [heard, rest, head] = shape.children;
  shape.parentElement?.style.setProperty('--at', `${played * 100}%`);
  if (width === 0 || !heard || !rest || !head) return;
  const bars = Math.floor((width + GAP) / (BAR + GAP));
  const now = played > 0 ? Math.min(bars, Math.floor(bars * played) + 1) : bars;
  const peakOf = peaks && ((bar: number) => peaks[Math.floor((bar * peaks.length) / bars)] ?? 0);
  shape.toggleAttribute('data-known', peaks !== null);
  heard.setAttribute('d', barsPath(0, now, height, peakOf));
  rest.setAttribute('d', barsPath(now, bars, height, peakOf));
  head.setAttribute('x', String(Math.min(width - HEAD, played * width)));
  head.setAttribute('height', String(played > 0 ? height - 2 : 0));
}
