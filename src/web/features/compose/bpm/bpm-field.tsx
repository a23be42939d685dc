import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Control } from 'react-hook-form';

import { isBpm } from '#shared/bpm.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as words from '../../../strings/page-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { useShortcut } from '../../commands/shortcuts.ts';
import { barsInSeconds } from './bpm-input.ts';
import { useBpm } from './use-bpm.ts';

const BIG_STEP = 10;
/** As long as a hand is on the slider, the dot does not begin again with each BPM it passes. */
const DOT_WAIT_MS = 200;
const MARKS = [60, 120, 180, 240];
const small = 'field h-9 min-w-10 px-2 text-sm font-semibold hover:bg-well';

/** How far a key moves the BPM; 0 leaves the key to the browser. */
function stepOf({ key, shiftKey }: KeyboardEvent): number {
  if (key === 'PageUp') return BIG_STEP;
  if (key === 'PageDown') return -BIG_STEP;
  if (key === 'ArrowUp' || key === 'ArrowRight') return shiftKey ? BIG_STEP : 1;
  if (key === 'ArrowDown' || key === 'ArrowLeft') return shiftKey ? -BIG_STEP : -1;
  return 0;
}

function hint(bpm: number | null): string {
  if (bpm === null) return words.modelPicks;
  return isBpm(bpm) ? barsInSeconds(bpm) : '';
}

export function BpmField({ control }: { control: Control<SoundRequest> }) {
  const tempo = useBpm(control);
  const { bpm, shown } = tempo;
  useShortcut('tap', (event) => tempo.tap(event.timeStamp));

  function stepByKey(event: KeyboardEvent, keys: RegExp) {
    const by = stepOf(event);
    if (by === 0 || !keys.test(event.key)) return;
    event.preventDefault();
    tempo.step(by);
  }

  return (
    <>
      <div>
        <div className="mb-1 flex h-6 items-center gap-2">
          <label htmlFor="bpm-value" className="font-semibold">
            {words.bpm}
            <span className="sr-only">{words.bpmValue}</span>
          </label>
          {isBpm(bpm) ? <TempoDot bpm={bpm} /> : null}
        </div>
        <div className="flex gap-2">
          <input
            id="bpm-value"
            name="bpm-value"
            className="field h-11 w-full min-w-0 px-2 text-xl sm:px-3 font-semibold placeholder:font-normal"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            placeholder="–"
            role="spinbutton"
            aria-valuemin={BPM_MIN}
            aria-valuemax={BPM_MAX}
            aria-valuenow={isBpm(bpm) ? bpm : undefined}
            aria-valuetext={bpm === null ? words.auto : undefined}
            aria-invalid={tempo.error !== undefined}
            aria-describedby="bpm-hint"
            value={tempo.typed ?? bpm ?? ''}
            onChange={(event) => tempo.type(event.target.value)}
            onKeyDown={(event) => stepByKey(event, /^Page|Up$|Down$/)}
            onBlur={({ relatedTarget }) => {
              // Generate then says what is wrong, rather than send what was not typed.
              if (!relatedTarget?.matches('[type="submit"]')) tempo.settle();
            }}
          />
          <label className="field chip flex h-11 shrink-0 items-center px-2.5 font-semibold sm:px-3">
            <input
              type="checkbox"
              name="auto"
              className="sr-only"
              checked={bpm === null}
              onChange={(event) => tempo.setAuto(event.target.checked)}
            />
            {words.auto}
          </label>
        </div>
        <FieldHint id="bpm-hint" error={tempo.error}>
          {tempo.note ?? hint(bpm)}
        </FieldHint>
      </div>
      <div className="col-span-full flex items-start gap-2">
        <button
          type="button"
          className={small}
          aria-label={words.half}
          title={words.halfTitle}
          onClick={() => tempo.scale(0.5)}
        >
          ½×
        </button>
        <div className="grow pt-1.5">
          <input
            id="bpm"
            name="bpm"
            className="slider"
            type="range"
            aria-label={words.bpm}
            min={BPM_MIN}
            max={BPM_MAX}
            value={shown}
            data-auto={bpm === null ? '' : undefined}
            ref={(slider) => {
              slider?.style.setProperty('--at', `${((shown - BPM_MIN) / (BPM_MAX - BPM_MIN)) * 100}%`);
            }}
            aria-valuetext={bpm === null ? words.auto : words.inBpm(shown)}
            onChange={(event) => tempo.set(event.target.valueAsNumber)}
            onDoubleClick={() => tempo.setAuto(true, words.auto)}
            onKeyDown={(event) => stepByKey(event, event.shiftKey ? /^Page|^Arrow/ : /^Page/)}
          />
          <div className="marks">
            {MARKS.map((mark) => (
              <button
                key={mark}
                type="button"
                // The slider is the one stop of the Tab key; its marks are for pointers.
                tabIndex={-1}
                aria-label={words.inBpm(mark)}
                onClick={() => tempo.set(mark)}
              >
                {mark}
              </button>
            ))}
          </div>
        </div>
        <button
          type="button"
          className={small}
          aria-label={words.double}
          title={words.doubleTitle}
          onClick={() => tempo.scale(2)}
        >
          2×
        </button>
        <button
          type="button"
          className={small}
          aria-label={words.tapName}
          aria-keyshortcuts="T"
          title={words.tapTitle}
          onPointerDown={(event) => tempo.tap(event.timeStamp)}
          onClick={(event) => {
            // A press of the pointer was counted as it went down; this is a key or a screen reader.
            if (event.detail === 0) tempo.tap(event.timeStamp);
          }}
        >
          {words.tap}
        </button>
      </div>
    </>
  );
}

/** Beats a few bars at the tempo once it stands: without end, it would keep the processor awake. Still under reduced motion. */
function TempoDot({ bpm }: { bpm: number }) {
  const dot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = dot.current;
    const timer = setTimeout(() => {
      element?.style.setProperty('--beat', `${60 / bpm}s`);
      element?.setAttribute('data-beats', '');
    }, DOT_WAIT_MS);
    return () => {
      clearTimeout(timer);
      element?.removeAttribute('data-beats');
    };
  }, [bpm]);
  return <span ref={dot} className="tempo-dot size-2 rounded-full bg-accent" />;
}
