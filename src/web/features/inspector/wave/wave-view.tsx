import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { BEATS_PER_BAR } from '#shared/bpm.ts';

import type { Marker } from '../../../../audio/files/file-facts.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import type { Hit } from '../analysis/find-hits.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import type { Version } from '../inspector-state.ts';
import { formatBar, formatClock } from '../panels/format-readouts.ts';
import type { Player } from '../player/loop-player.ts';
import { useFrames, useRepaint } from '../use-inspected-sounds.ts';
import { spectrogramOf } from '../workers/sound-workers.ts';
import { CutMarkers, type CutView } from './cut-markers.tsx';
import { drawWaveDisplay, paintSpectrogram, type Spectrogram } from './draw-wave.ts';
import { LoopMarkers } from './loop-markers.tsx';
import { useTwice } from './use-twice.ts';
import { arePeaksKnown } from './wave-peaks.ts';
import { following, shifted, stepOf, zoomed, zoomOf, type WaveLook, type WaveWindow } from './wave-window.ts';

const SPECTROGRAM_ROWS = 128;
const SPECTROGRAM_COLUMNS = 1024;
const WHEEL_ZOOM = 0.002;

interface WaveViewProps {
  version: Version;
  bpm: number | null;
  perBar: number;
  player: Player;
  isPlaying: boolean;
  isLooping: boolean;
  look: WaveLook;
  hits: readonly Hit[] | null;
  markers: readonly Marker[];
  cuts: CutView | null;
  window: WaveWindow;
  onWindow: (window: WaveWindow) => void;
  onMarkers: (loop: LoopPoints) => void;
}

/** The sound's shape with its bars; on it a playhead to seek with, the loop's two ends, the file's markers, and the cuts of a slicing. */
export function WaveView(props: WaveViewProps) {
  const {
    version,
    bpm,
    perBar,
    player,
    isPlaying,
    isLooping,
    look,
    hits,
    markers,
    cuts,
    window,
    onWindow,
    onMarkers,
  } = props;
  const { pcm } = version;
  const length = lengthOf(pcm);
  const canvas = useRef<HTMLCanvasElement>(null);
  const seek = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<LoopPoints | null>(null);
  const loop = draft ?? version.loop;
  const beat = bpm === null ? null : (60 / bpm) * pcm.sampleRate;
  // The shape of a long sound comes frame by frame.
  const [grown, setGrown] = useState<Pcm | null>(null);
  const isGrowing = grown !== pcm;
  const spectrogram = useSpectrogram(pcm, look.spectrum, canvas);
  useWheel(canvas, window, length, onWindow);

  const format = (sample: number): string => {
    const seconds = sample / pcm.sampleRate;
    return bpm === null
      ? formatClock(seconds)
      : words.atBar(formatClock(seconds), formatBar(seconds, bpm, perBar));
  };

  function draw() {
    const position = player.position();
    if (isPlaying) {
      const next = following(window, position, length);
      if (next !== window) onWindow(next);
    }
    if (!canvas.current) return;
    const isDrawn = drawWaveDisplay(canvas.current, {
      pcm,
      window,
      beat: look.bars ? beat : null,
      perBar,
      loop: isLooping && cuts === null ? loop : null,
      hits: look.hits ? (hits ?? []).map(({ at }) => at) : [],
      markers,
      cuts: cuts?.slices ?? null,
      spectrogram,
      position,
    });
    if (isGrowing && arePeaksKnown(pcm)) setGrown(pcm);
    if (!isDrawn || !seek.current) return;
    seek.current.value = String(Math.round(position));
    seek.current.setAttribute('aria-valuetext', format(position));
  }
  useFrames(draw, isPlaying || isGrowing);
  useRepaint(canvas, draw);

  function seekTo(sample: number) {
    player.seek(Math.max(0, Math.min(length - 1, sample)));
    draw();
  }
  function seekBy(event: React.KeyboardEvent) {
    const bar = beat === null ? pcm.sampleRate * BEATS_PER_BAR : beat * perBar;
    const by = stepOf(event.key, event.shiftKey ? bar : pcm.sampleRate);
    if (by === null) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(length - 1, player.position() + by));
    onWindow(following(window, to, length));
    seekTo(to);
  }

  const addCut = (event: { clientX: number; currentTarget: Element }) =>
    cuts?.onAdd(Math.round(sampleAt(event, event.currentTarget.getBoundingClientRect(), window)));
  const { endsTap, ...twice } = useTwice(addCut);

  return (
    <div className="i-wave">
      <canvas ref={canvas} className="i-canvas" />
      <input
        ref={seek}
        type="range"
        className="i-seek"
        aria-label={words.position}
        min={Math.round(window.from)}
        max={Math.round(window.to)}
        step={1}
        defaultValue={0}
        onChange={(event) => seekTo(event.target.valueAsNumber)}
        onKeyDown={seekBy}
        {...twice}
        onPointerUp={endsTap}
      />
      <MarkerList markers={markers} format={format} />
      {cuts && <CutMarkers {...cuts} window={window} format={format} />}
      {isLooping && cuts === null && (
        <LoopMarkers
          pcm={pcm}
          window={window}
          stored={version.loop}
          shown={loop}
          snapBpm={look.snaps ? bpm : null}
          perBar={perBar}
          format={format}
          onDraft={setDraft}
          onMarkers={onMarkers}
        />
      )}
      <ViewScroll window={window} length={length} format={format} onWindow={onWindow} />
    </div>
  );
}

/** The file's markers, for those who cannot see them. */
function MarkerList({
  markers,
  format,
}: Pick<WaveViewProps, 'markers'> & { format: (sample: number) => string }) {
  if (markers.length === 0) return null;
  return (
    <ul className="sr-only" aria-label={words.fileMarkers(markers.length)}>
      {markers.map(({ at, name }, n) => (
        <li key={n}>
          {name} {format(at)}
        </li>
      ))}
    </ul>
  );
}

/** Under the pointer, in samples. */
const sampleAt = ({ clientX }: { clientX: number }, box: DOMRect, { from, to }: WaveWindow): number =>
  from + ((clientX - box.left) / box.width) * (to - from);

/** Moves along a sound that is not shown whole. */
function ViewScroll({
  window,
  length,
  format,
  onWindow,
}: Pick<WaveViewProps, 'window' | 'onWindow'> & { length: number; format: (sample: number) => string }) {
  if (zoomOf(window, length) <= 0.005) return null;
  return (
    <input
      type="range"
      className="i-scroll"
      aria-label={words.viewStart}
      aria-valuetext={format(window.from)}
      min={0}
      max={Math.max(0, Math.round(length - (window.to - window.from)))}
      value={Math.round(window.from)}
      onChange={(event) => onWindow(shifted(window, event.target.valueAsNumber, length))}
    />
  );
}

/** Measured in a worker when it is first asked for, painted in the key's colour. */
function useSpectrogram(
  pcm: Pcm,
  isWanted: boolean,
  canvas: React.RefObject<HTMLCanvasElement | null>,
): Spectrogram | null {
  const [made, setMade] = useState<{ pcm: Pcm; image: HTMLCanvasElement } | null>(null);
  const paint = useEffectEvent((of: Pcm, levels: Uint8Array) => {
    if (!canvas.current) return;
    const { color } = getComputedStyle(canvas.current);
    setMade({ pcm: of, image: paintSpectrogram(levels, SPECTROGRAM_COLUMNS, SPECTROGRAM_ROWS, color) });
  });
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const measure = async () => {
      const levels = await spectrogramOf(pcm, SPECTROGRAM_COLUMNS, SPECTROGRAM_ROWS).catch(() => null);
      if (levels && isCurrent) paint(pcm, levels);
    };
    void measure();
    return () => {
      isCurrent = false;
    };
  }, [pcm, isWanted]);
  return isWanted && made?.pcm === pcm ? { image: made.image, window: { from: 0, to: lengthOf(pcm) } } : null;
}

/** Two fingers or the wheel: sideways moves, with Control (or a pinch) zooms. */
function useWheel(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  window: WaveWindow,
  length: number,
  onWindow: (window: WaveWindow) => void,
): void {
  const turn = useEffectEvent((event: WheelEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const span = window.to - window.from;
    const at = sampleAt(event, box, window);
    if (event.ctrlKey) {
      event.preventDefault();
      onWindow(zoomed(window, length, zoomOf(window, length) - event.deltaY * WHEEL_ZOOM, at));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && span < length) {
      event.preventDefault();
      onWindow(shifted(window, window.from + (event.deltaX / box.width) * span, length));
    }
  });
  useEffect(() => {
    const box = canvas.current?.parentElement;
    const onWheel = (event: WheelEvent) => turn(event);
    box?.addEventListener('wheel', onWheel, { passive: false });
    return () => box?.removeEventListener('wheel', onWheel);
  }, [canvas]);
}
