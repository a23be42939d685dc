import { lengthOf, samplesIn, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import { snapToGrid } from '../inspector-state.ts';
import { stepOf, type WaveWindow } from './wave-window.ts';

/** A loop may not be shorter. */
const SHORTEST_S = 0.05;
const FINE_S = 0.001;

interface LoopMarkersProps {
  pcm: Pcm;
  window: WaveWindow;
  stored: LoopPoints;
  /** While a marker is dragged, not yet what is stored. */
  shown: LoopPoints;
  /** Null: markers stand anywhere. */
  snapBpm: number | null;
  perBar: number;
  format: (sample: number) => string;
  onDraft: (loop: LoopPoints | null) => void;
  onMarkers: (loop: LoopPoints) => void;
}

/** Where a loop begins and ends: dragged, or moved by keys. */
export function LoopMarkers({
  pcm,
  window,
  stored,
  shown,
  snapBpm,
  perBar,
  format,
  onDraft,
  onMarkers,
}: LoopMarkersProps) {
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
    const by = stepOf(event.key, event.shiftKey ? 1 : coarse, perBar);
    if (by === null) return;
    event.preventDefault();
    onMarkers(place(which, stored[which] + by));
  }
  const [from, to] = [Math.round(window.from), Math.round(window.to)];
  return (['start', 'end'] as const).map((which) => (
    <input
      key={which}
      type="range"
      className="i-marker"
      data-which={which}
      data-outside={shown[which] < from || shown[which] > to ? '' : undefined}
      aria-label={words.markers[which]}
      aria-valuetext={format(shown[which])}
      min={from}
      max={to}
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
