import type { KeyboardEvent } from 'react';

import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';

import * as strings from '../../../strings/page-strings.ts';
import type { Tempo } from './use-bpm.ts';

const MARKS = [60, 120, 180, 240];

/** The slider with its marks. A double click gives the tempo back to Auto. */
export function TempoSlider({
  tempo: { bpm, shown, set, setAuto },
  onKeyDown,
}: {
  tempo: Tempo;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  return (
    <div className="pt-2">
      <input
        id="bpm"
        name="bpm"
        className="slider"
        type="range"
        aria-label={strings.bpm}
        min={BPM_MIN}
        max={BPM_MAX}
        value={shown}
        data-auto={bpm === null ? '' : undefined}
        ref={(slider) => {
          slider?.style.setProperty('--at', `${(((bpm ?? BPM_MIN) - BPM_MIN) / (BPM_MAX - BPM_MIN)) * 100}%`);
        }}
        aria-valuetext={bpm === null ? strings.auto : strings.inBpm(shown)}
        onChange={(event) => set(event.target.valueAsNumber)}
        onDoubleClick={() => setAuto(true, strings.auto)}
        onKeyDown={onKeyDown}
      />
      <div className="marks">
        {MARKS.map((mark) => (
          <button
            key={mark}
            type="button"
            // The slider is the one stop of the Tab key; its marks are for pointers.
            tabIndex={-1}
            aria-label={strings.inBpm(mark)}
            onClick={() => set(mark)}
          >
            {mark}
          </button>
        ))}
      </div>
    </div>
  );
}
