import { useState } from 'react';

import { words } from '../../../strings/inspector-strings.ts';
import { useTwice } from './use-twice.ts';
import type { WaveWindow } from './wave-window.ts';

/** The cuts of a slicing, as they are drawn and moved. */
export interface CutView {
  cuts: readonly number[];
  slices: readonly { start: number; end: number; isKept: boolean }[];
  /** An arrow moves a cut by so much. */
  stepSamples: number;
  onAdd: (at: number) => void;
  onMove: (index: number, to: number) => void;
  onRemove: (index: number) => void;
}

/** More would be a wall of thumbs: then the wave is to be zoomed. */
const SHOWN = 48;

/** A thumb for each cut in view. */
export function CutMarkers(props: CutMarkersProps) {
  const { cuts, window } = props;
  return cuts
    .map((at, index) => ({ at, index }))
    .filter(({ at }) => at >= window.from && at <= window.to)
    .slice(0, SHOWN)
    .map(({ at, index }) => <CutMarker key={index} {...props} at={at} index={index} />);
}

type CutMarkersProps = CutView & { window: WaveWindow; format: (sample: number) => string };

/** Drag or arrows move it, Delete, a double click or two taps remove it. */
function CutMarker({
  at,
  index,
  stepSamples,
  window,
  format,
  onMove,
  onRemove,
}: CutMarkersProps & { at: number; index: number }) {
  const [draft, setDraft] = useState<number | null>(null);
  const { endsTap, ...twice } = useTwice(() => onRemove(index));
  const value = draft ?? at;
  const commit = () => {
    if (draft !== null && draft !== at) onMove(index, draft);
    setDraft(null);
  };
  return (
    <input
      type="range"
      className="i-marker"
      data-which="cut"
      aria-label={words.cut(index + 1)}
      aria-valuetext={format(value)}
      min={Math.round(window.from)}
      max={Math.round(window.to)}
      step={1}
      value={value}
      onChange={(event) => setDraft(event.target.valueAsNumber)}
      {...twice}
      onPointerUp={(event) => {
        // The thumb jumps to where a finger taps: that is no move.
        if (endsTap(event)) setDraft(null);
        else commit();
      }}
      onPointerCancel={commit}
      onBlur={commit}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        const isGone = event.key === 'Delete' || event.key === 'Backspace';
        if (by === undefined && !isGone) return;
        event.preventDefault();
        if (by === undefined) onRemove(index);
        else onMove(index, Math.max(0, at + by * (event.shiftKey ? 1 : stepSamples)));
      }}
    />
  );
}
