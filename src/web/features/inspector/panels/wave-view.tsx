import { useRef, useState } from 'react';

import { lengthOf, samplesIn, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { BEATS_PER_BAR } from '../analysis/bars.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import { snapToGrid, type Version } from '../inspector-state.ts';
import type { Player } from '../player/loop-player.ts';
import { useFrames, useRepaint } from '../use-inspected-sounds.ts';
import { drawSound } from './draw-wave.ts';
import { formatBar, formatClock } from './format-readouts.ts';

/** A loop may not be shorter. */
const SHORTEST_S = 0.05;
const FINE_S = 0.001;

interface WaveViewProps {
  version: Version;
  bpm: number | null;
  player: Player;
  isPlaying: boolean;
  isLooping: boolean;
  snaps: boolean;
  onMarkers: (loop: LoopPoints) => void;
}

/** The sound's shape with its bars; on it a playhead to seek with, and the loop's two markers. */
export function WaveView({ version, bpm, player, isPlaying, isLooping, snaps, onMarkers }: WaveViewProps) {
  const { pcm } = version;
  const length = lengthOf(pcm);
  const canvas = useRef<HTMLCanvasElement>(null);
  const seek = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<LoopPoints | null>(null);
  const loop = draft ?? version.loop;
  const beat = bpm === null ? null : (60 / bpm) * pcm.sampleRate;

  const format = (sample: number): string => {
    const seconds = sample / pcm.sampleRate;
    return bpm === null ? formatClock(seconds) : words.atBar(formatClock(seconds), formatBar(seconds, bpm));
  };

  function draw() {
    const position = player.position();
    if (!canvas.current || !drawSound(canvas.current, pcm, beat, isLooping ? loop : null, position)) return;
    if (!seek.current) return;
    seek.current.value = String(Math.round(position));
    seek.current.setAttribute('aria-valuetext', format(position));
  }
  useFrames(draw, isPlaying);
  useRepaint(canvas, draw);

  function seekBy(event: React.KeyboardEvent) {
    const by = stepOf(event.key, beat ?? pcm.sampleRate);
    if (by === null) return;
    event.preventDefault();
    player.seek(Math.max(0, Math.min(length - 1, player.position() + by)));
    draw();
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
      {isLooping && (
        <LoopMarkers
          pcm={pcm}
          stored={version.loop}
          shown={loop}
          snapBpm={snaps ? bpm : null}
          format={format}
          onDraft={setDraft}
          onMarkers={onMarkers}
        />
      )}
    </div>
  );
}

interface LoopMarkersProps {
  pcm: Pcm;
  stored: LoopPoints;
  /** While a marker is dragged, not yet what is stored. */
  shown: LoopPoints;
  /** Null: markers stand anywhere. */
  snapBpm: number | null;
  format: (sample: number) => string;
  onDraft: (loop: LoopPoints | null) => void;
  onMarkers: (loop: LoopPoints) => void;
}

function LoopMarkers({ pcm, stored, shown, snapBpm, format, onDraft, onMarkers }: LoopMarkersProps) {
  const length = lengthOf(pcm);

  function place(which: keyof LoopPoints, wanted: number): LoopPoints {
    const sample = snapBpm === null ? Math.round(wanted) : snapToGrid(wanted, pcm, snapBpm);
    const least = samplesIn(pcm, SHORTEST_S);
    return which === 'start'
      ? { ...shown, start: Math.max(0, Math.min(sample, shown.end - least)) }
      : { ...shown, end: Math.min(length, Math.max(sample, shown.start + least)) };
  }
  function commit() {
    if (shown !== stored) onMarkers(shown);
    onDraft(null);
  }
  function nudge(which: keyof LoopPoints, event: React.KeyboardEvent) {
    const coarse = snapBpm === null ? samplesIn(pcm, FINE_S) : (60 / snapBpm) * pcm.sampleRate;
    const by = stepOf(event.key, event.shiftKey ? 1 : coarse);
    if (by === null) return;
    event.preventDefault();
    onMarkers(place(which, stored[which] + by));
  }

  return (['start', 'end'] as const).map((which) => (
    <input
      key={which}
      type="range"
      className="inspector-marker"
      aria-label={words.markers[which]}
      aria-valuetext={format(shown[which])}
      min={0}
      max={length}
      step={1}
      value={shown[which]}
      onChange={(event) => onDraft(place(which, event.target.valueAsNumber))}
      onPointerUp={commit}
      onPointerCancel={commit}
      onBlur={commit}
      onKeyDown={(event) => nudge(which, event)}
    />
  ));
}

/** Samples that an arrow or a page key moves by; null for other keys. */
function stepOf(key: string, small: number): number | null {
  const large = small * BEATS_PER_BAR;
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
