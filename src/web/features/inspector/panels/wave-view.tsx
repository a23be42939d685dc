import { useRef, useState } from 'react';

import { lengthOf, samplesIn } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import { snapToGrid, type Version } from '../inspector-state.ts';
import type { Player } from '../player/loop-player.ts';
import { useFrames, useRepaint } from '../use-inspected-sounds.ts';
import { colours, drawWave, prepare } from './draw-wave.ts';
import { formatBar, formatClock } from './format-readouts.ts';

/** A loop may not be shorter. */
const SHORTEST_S = 0.05;
const FINE_S = 0.001;
const BEATS_PER_BAR = 4;
/** Closer lines would be a grey area. */
const GRID_PX = 6;

/** The sound's shape with its bars; on it a playhead to seek with, and the loop's two markers. */
export function Wave({
  version,
  bpm,
  gain,
  player,
  isPlaying,
  isLooping,
  snaps,
  onMarkers,
}: {
  version: Version;
  bpm: number | null;
  gain: number;
  player: Player;
  isPlaying: boolean;
  isLooping: boolean;
  snaps: boolean;
  onMarkers: (loop: LoopPoints) => void;
}) {
  const { pcm } = version;
  const length = lengthOf(pcm);
  const canvas = useRef<HTMLCanvasElement>(null);
  const seek = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<LoopPoints | null>(null);
  const loop = draft ?? version.loop;
  const beat = bpm === null ? null : (60 / bpm) * pcm.sampleRate;

  const say = (sample: number): string => {
    const seconds = sample / pcm.sampleRate;
    return bpm === null ? formatClock(seconds) : words.atBar(formatClock(seconds), formatBar(seconds, bpm));
  };

  function draw() {
    const drawing = canvas.current && prepare(canvas.current);
    if (!canvas.current || !drawing) return;
    const { context, width, height } = drawing;
    const paint = colours(canvas.current);
    const xOf = (sample: number) => (sample / length) * width;
    context.fillStyle = paint.faint;
    for (const { sample, isBar } of gridLines(length, beat, width))
      context.fillRect(Math.round(xOf(sample)), isBar ? 0 : height - 8, 1, isBar ? height : 8);
    context.fillStyle = paint.wave;
    drawWave(context, pcm, { x: 0, width, height }, (x) => (x / width) * length, gain);
    if (isLooping) {
      context.globalAlpha = 0.72;
      context.fillStyle = paint.paper;
      context.fillRect(0, 0, xOf(loop.start), height);
      context.fillRect(xOf(loop.end), 0, width, height);
      context.globalAlpha = 1;
      context.fillStyle = paint.mark;
      context.fillRect(Math.min(width - 2, xOf(loop.start)), 0, 2, height);
      context.fillRect(Math.max(0, xOf(loop.end) - 2), 0, 2, height);
    }
    const position = player.position();
    context.fillStyle = paint.ink;
    context.fillRect(Math.min(width - 2, xOf(position)), 0, 2, height);
    if (seek.current) {
      seek.current.value = String(Math.round(position));
      seek.current.setAttribute('aria-valuetext', say(position));
    }
  }
  useFrames(draw, isPlaying);
  useRepaint(canvas, draw);

  function seekBy(event: React.KeyboardEvent) {
    const small = beat ?? pcm.sampleRate;
    const by = stepOf(event.key, small, small * BEATS_PER_BAR);
    if (by === null) return;
    event.preventDefault();
    player.seek(Math.max(0, Math.min(length - 1, player.position() + by)));
    draw();
  }

  function place(which: keyof LoopPoints, wanted: number): LoopPoints {
    const sample = snaps && bpm !== null ? snapToGrid(wanted, pcm, bpm) : Math.round(wanted);
    const least = samplesIn(pcm, SHORTEST_S);
    return which === 'start'
      ? { ...loop, start: Math.max(0, Math.min(sample, loop.end - least)) }
      : { ...loop, end: Math.min(length, Math.max(sample, loop.start + least)) };
  }
  function commit() {
    if (draft) onMarkers(draft);
    setDraft(null);
  }
  function nudge(which: keyof LoopPoints, event: React.KeyboardEvent) {
    const small = event.shiftKey ? 1 : snaps && beat !== null ? beat : FINE_S * pcm.sampleRate;
    const by = stepOf(event.key, small, small * BEATS_PER_BAR);
    if (by === null) return;
    event.preventDefault();
    onMarkers(place(which, version.loop[which] + by));
  }

  return (
    <div className="inspector-wave">
      <canvas ref={canvas} className="inspector-canvas" />
      <input
        ref={seek}
        type="range"
        className="inspector-seek"
        aria-label={words.position}
        min={0}
        max={length}
        step={1}
        defaultValue={0}
        onChange={(event) => {
          player.seek(event.target.valueAsNumber);
          draw();
        }}
        onKeyDown={seekBy}
      />
      {isLooping &&
        (['start', 'end'] as const).map((which) => (
          <input
            key={which}
            type="range"
            className="inspector-marker"
            aria-label={words.markers[which]}
            aria-valuetext={say(loop[which])}
            min={0}
            max={length}
            step={1}
            value={loop[which]}
            onChange={(event) => setDraft(place(which, event.target.valueAsNumber))}
            onPointerUp={commit}
            onPointerCancel={commit}
            onBlur={commit}
            onKeyDown={(event) => nudge(which, event)}
          />
        ))}
    </div>
  );
}

function stepOf(key: string, small: number, large: number): number | null {
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

function* gridLines(length: number, beat: number | null, width: number) {
  if (beat === null) return;
  const beatPx = (beat / length) * width;
  // Beats where there is room, else bars, else every 4th, 16th, … bar.
  let every = 1;
  while (beatPx * every < GRID_PX) every *= BEATS_PER_BAR;
  for (let n = every; n * beat < length; n += every)
    yield { sample: n * beat, isBar: n % (every * BEATS_PER_BAR) === 0 || every > 1 };
}
