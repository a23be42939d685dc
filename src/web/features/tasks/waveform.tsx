import { useEffect, useEffectEvent, useRef } from 'react';

import * as words from '../../words/board.ts';
import { peaksOf } from './peaks.ts';
import { playback, type PlaybackStatus } from './playback.ts';

const BAR = 2;
const GAP = 1;
/** What is only scrolled past is neither fetched nor decoded. */
const DWELL_MS = 200;
/** Silence still shows where the time goes. */
const LOWEST = 0.06;

/** The take's shape with a playhead, and over it a slider that a mouse, a finger or the arrow keys move. */
export function Waveform({
  src,
  name,
  durationS,
  isWhole,
  status,
  second,
  loop,
}: {
  src: string;
  name: string;
  durationS: number | null;
  /** Only then can its shape be known. */
  isWhole: boolean;
  status: PlaybackStatus;
  second: number;
  loop: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const peaks = useRef<Float32Array | null>(null);
  const seconds = playback.durationOf(src) ?? durationS;

  const draw = useEffectEvent(() => {
    if (canvas.current) paint(canvas.current, peaks.current, seconds ? playback.timeOf(src) / seconds : 0);
  });

  useEffect(() => {
    const element = canvas.current;
    if (!element || !isWhole) return;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = async () => {
      const found = await peaksOf(src);
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
    return playback.subscribe(() => {
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
    const element = canvas.current;
    if (!element) return;
    const repaint = () => draw();
    const resized = new ResizeObserver(repaint);
    resized.observe(element);
    // The colours are the theme's.
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const themed = new MutationObserver(repaint);
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    scheme.addEventListener('change', repaint);
    return () => {
      resized.disconnect();
      themed.disconnect();
      scheme.removeEventListener('change', repaint);
    };
  }, []);

  return (
    <div className="relative h-8 min-w-0 flex-1 rounded-control focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent-ink">
      <canvas ref={canvas} className="absolute inset-0 size-full text-key" />
      {seconds !== null && (
        <input
          type="range"
          aria-label={words.seek(name)}
          aria-valuetext={words.seekAt(second, seconds)}
          className="seek absolute inset-0 size-full cursor-pointer"
          min={0}
          max={seconds}
          step={0.01}
          value={playback.timeOf(src)}
          onChange={(event) => playback.seek(src, event.target.valueAsNumber, loop)}
          onKeyDown={(event) => {
            const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            playback.seek(src, Math.min(seconds, Math.max(0, playback.timeOf(src) + by)), loop);
          }}
        />
      )}
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, peaks: Float32Array | null, played: number): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const bars = Math.floor((width + GAP) / (BAR + GAP));
  for (let bar = 0; bar < bars; bar++) {
    const peak = peaks ? (peaks[Math.floor((bar * peaks.length) / bars)] ?? 0) : 0;
    const tall = Math.max(LOWEST, peak) * (height - 4);
    const isPlayed = played > 0 && bar / bars <= played;
    context.globalAlpha = isPlayed || played === 0 ? 1 : 0.4;
    context.fillStyle = peaks ? style.color : style.getPropertyValue('--edge');
    context.beginPath();
    context.roundRect(bar * (BAR + GAP), (height - tall) / 2, BAR, tall, 1);
    context.fill();
  }
  if (played > 0) {
    context.globalAlpha = 1;
    context.fillStyle = style.getPropertyValue('--ink');
    context.fillRect(Math.min(width - 1.5, played * width), 1, 1.5, height - 2);
  }
}
