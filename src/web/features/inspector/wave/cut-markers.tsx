import { useState } from 'react';

import { words } from '../../../strings/inspector-strings.ts';
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

/** A thumb for each cut in view: drag or arrows move it, Delete removes it. */
export function CutMarkers({
  cuts,
  stepSamples,
  window,
  format,
  onMove,
  onRemove,
}: CutView & { window: WaveWindow; format: (sample: number) => string }) {
  const [draft, setDraft] = useState<{ index: number; at: number } | null>(null);
  const shown = cuts
    .map((at, index) => ({ at, index }))
    .filter(({ at }) => at >= window.from && at <= window.to)
    .slice(0, SHOWN);
  return shown.map(({ at, index }) => {
    const value = draft?.index === index ? draft.at : at;
    const commit = () => {
      if (draft?.index === index && draft.at !== at) onMove(index, draft.at);
      setDraft(null);
    };
    return (
      <input
        key={index}
        type="range"
        className="i-marker"
        data-which="cut"
        aria-label={words.cut(index + 1)}
        aria-valuetext={format(value)}
        min={Math.round(window.from)}
        max={Math.round(window.to)}
        step={1}
        value={value}
        onChange={(event) => setDraft({ index, at: event.target.valueAsNumber })}
        onPointerUp={commit}
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
  });
}
