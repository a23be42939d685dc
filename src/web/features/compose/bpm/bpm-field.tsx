import type { ComponentProps, KeyboardEvent } from 'react';
import type { Control } from 'react-hook-form';

import { isBpm } from '#shared/bpm.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as strings from '../../../strings/page-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { useShortcut } from '../../commands/shortcuts.ts';
import { barsInSeconds } from './bpm-input.ts';
import { TempoDot } from './tempo-dot.tsx';
import { TempoSlider } from './tempo-slider.tsx';
import { useBpm, type Tempo } from './use-bpm.ts';

const BIG_STEP = 10;

/** How far a key moves the BPM; 0 leaves the key to the browser. */
function stepOf({ key, shiftKey }: KeyboardEvent): number {
  if (key === 'PageUp') return BIG_STEP;
  if (key === 'PageDown') return -BIG_STEP;
  if (key === 'ArrowUp' || key === 'ArrowRight') return shiftKey ? BIG_STEP : 1;
  if (key === 'ArrowDown' || key === 'ArrowLeft') return shiftKey ? -BIG_STEP : -1;
  return 0;
}

function stepByKey(tempo: Tempo, event: KeyboardEvent, keys: RegExp): void {
  const by = stepOf(event);
  if (by === 0 || !keys.test(event.key)) return;
  event.preventDefault();
  tempo.step(by);
}

function hint(bpm: number | null): string {
  if (bpm === null) return strings.byModel;
  return isBpm(bpm) ? barsInSeconds(bpm) : '';
}

/** BPM by number, slider, half and double time, or taps; or Auto. */
export function BpmField({ control }: { control: Control<SoundRequest> }) {
  const tempo = useBpm(control);
  const { bpm } = tempo;
  useShortcut('tap', (event) => tempo.tap(event.timeStamp));
  return (
    <div>
      <div className="field-head">
        <label htmlFor="bpm-value" className="label">
          {isBpm(bpm) && <TempoDot bpm={bpm} />}
          {strings.bpm}
        </label>
        <FieldHint id="bpm-hint" error={tempo.error}>
          {tempo.note ?? hint(bpm)}
        </FieldHint>
      </div>
      <div className="field-row">
        <BpmValue tempo={tempo} />
        <div className="segments bpm-set">
          <label>
            <input
              type="checkbox"
              name="auto"
              checked={bpm === null}
              onChange={(event) => tempo.setAuto(event.target.checked)}
            />
            {strings.auto}
          </label>
          <Segment label={strings.half} onClick={() => tempo.scale(0.5)}>
            ½×
          </Segment>
          <Segment label={strings.double} onClick={() => tempo.scale(2)}>
            2×
          </Segment>
          <Segment
            label={strings.tapName}
            title={strings.tapTitle}
            aria-keyshortcuts="T"
            onPointerDown={(event) => tempo.tap(event.timeStamp)}
            onClick={(event) => {
              // A press of the pointer was counted as it went down; this is a key or a screen reader.
              if (event.detail === 0) tempo.tap(event.timeStamp);
            }}
          >
            {strings.tap}
          </Segment>
        </div>
      </div>
      <TempoSlider
        tempo={tempo}
        onKeyDown={(event) => stepByKey(tempo, event, event.shiftKey ? /^Page|^Arrow/ : /^Page/)}
      />
    </div>
  );
}

function Segment({ label, ...props }: ComponentProps<'button'> & { label: string }) {
  return <button type="button" aria-label={label} {...props} />;
}

function BpmValue({ tempo }: { tempo: Tempo }) {
  const { bpm } = tempo;
  return (
    <input
      id="bpm-value"
      name="bpm-value"
      className="field bpm-value"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      placeholder="–"
      role="spinbutton"
      aria-label={strings.bpmValue}
      aria-valuemin={BPM_MIN}
      aria-valuemax={BPM_MAX}
      aria-valuenow={isBpm(bpm) ? bpm : undefined}
      aria-valuetext={bpm === null ? strings.auto : undefined}
      aria-invalid={tempo.error !== undefined}
      aria-describedby="bpm-hint"
      value={tempo.typed ?? bpm ?? ''}
      onChange={(event) => tempo.type(event.target.value)}
      onKeyDown={(event) => stepByKey(tempo, event, /^Page|Up$|Down$/)}
      onBlur={({ relatedTarget }) => {
        // Generate then says what is wrong, rather than send what was not typed.
        if (!relatedTarget?.matches('[type="submit"]')) tempo.correct();
      }}
    />
  );
}
