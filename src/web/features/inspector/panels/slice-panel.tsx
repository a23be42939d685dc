import { useEffect, useState, type ReactNode } from 'react';

import { SLICES_MAX } from '#shared/take-edits.ts';

import type { Marker } from '../../../../audio/files/file-facts.ts';
import { durationOf, type Pcm } from '../../../../audio/pcm.ts';
import { fixed } from '../../../strings/format/fixed.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Asked } from '../analysis/analyse.ts';
import type { Hit } from '../analysis/find-hits.ts';
import { newEditId } from '../edit/new-edit.ts';
import { cutsOf, type Slice, type Slicing } from '../edit/slice-sound.ts';
import type { InspectorAction, OpenSound } from '../inspector-state.ts';
import { reportOf } from '../workers/measure.ts';
import { slicesOf } from '../workers/sound-workers.ts';
import { SegmentedChoice, SelectField } from './toggles.tsx';

const FADES = [0.002, 0.01, 0.04].map((value) => ({ value, label: words.inMs(value * 1000) }));
const BY = (['hits', 'beats', 'markers', 'hand'] as const).map((value) => ({
  value,
  label: words.cutBy[value],
}));
const ENDS = (['silence', 'next'] as const).map((value) => ({ value, label: words.ends[value] }));
const LEVELS = (['as-is', 'each', 'together'] as const).map((value) => ({
  value,
  label: words.levels[value],
}));

export const newSlicing = (cuts: readonly number[], of: number): Slicing => ({
  id: newEditId(),
  on: true,
  kind: 'slice',
  by: 'hits',
  sensitivity: 1,
  cuts: cuts.slice(0, SLICES_MAX),
  of,
  dropped: [],
  ends: 'silence',
  fadeS: 0.002,
  level: 'as-is',
});

/** Where single sounds begin; null until found. */
export function useHits(pcm: Pcm, asked: Asked, isWanted: boolean): readonly Hit[] | null {
  const [found, setFound] = useState<{ pcm: Pcm; hits: readonly Hit[] } | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const find = async () => {
      const report = await reportOf(pcm, asked).catch(() => null);
      if (isCurrent) setFound({ pcm, hits: report?.hits ?? [] });
    };
    void find();
    return () => {
      isCurrent = false;
    };
  }, [pcm, asked, isWanted]);
  return found?.pcm === pcm ? found.hits : null;
}

const NO_SLICES: readonly Slice[] = [];

/** The pieces as they would be saved; what was there before, until the new ones are made. */
export function useSlices(pcm: Pcm, slicing: Slicing | null): readonly Slice[] {
  const [made, setMade] = useState(NO_SLICES);
  // Which of them are kept changes none.
  const wanted = slicing && JSON.stringify({ ...slicing, dropped: [] });
  useEffect(() => {
    if (wanted === null) return;
    let isCurrent = true;
    const cut = async () => {
      const slices = await slicesOf(pcm, JSON.parse(wanted) as Slicing).catch(() => NO_SLICES);
      if (isCurrent) setMade(slices);
    };
    void cut();
    return () => {
      isCurrent = false;
    };
  }, [pcm, wanted]);
  return slicing === null ? NO_SLICES : made;
}

/** A finger has neither Delete nor numbers. */
const isTouched = (): boolean => matchMedia('(pointer: coarse)').matches;

interface SlicePanelProps {
  openSound: OpenSound;
  slicing: Slicing;
  pcm: Pcm;
  bpm: number | null;
  markers: readonly Marker[];
  hits: readonly Hit[] | null;
  dispatch: (action: InspectorAction) => void;
  onDone: () => void;
}

/** How the sound is cut into one-shots. */
export function SlicePanel({
  openSound,
  slicing,
  pcm,
  bpm,
  markers,
  hits,
  dispatch,
  onDone,
}: SlicePanelProps) {
  const { history, sound } = openSound;
  const change = (next: Partial<Slicing>) =>
    dispatch({
      type: 'edits',
      id: sound.id,
      edits: history.edits.map((edit) => (edit.id === slicing.id ? { ...slicing, ...next } : edit)),
    });
  const isThere = { hits: true, beats: bpm !== null, markers: markers.length > 0, hand: true };
  const recut = (by: Slicing['by'], sensitivity: number) =>
    change({
      by,
      sensitivity,
      ...cutsOf({ ...slicing, by, sensitivity }, { pcm, hits: hits ?? [], bpm, markers }),
      dropped: [],
    });
  return (
    <section aria-labelledby="inspector-slice" className="i-col" data-column="fix">
      <h3 id="inspector-slice">
        {words.slice}
        <span className="i-end">
          <Button look="quiet" onClick={onDone}>
            {words.done}
          </Button>
        </span>
      </h3>
      <div className="i-x-grid">
        <Row label={words.cutAt}>
          <SegmentedChoice
            name={words.cutAt}
            value={slicing.by}
            className="i-fill"
            options={BY.filter(({ value }) => isThere[value] || value === slicing.by)}
            onChange={(by) => recut(by, slicing.sensitivity)}
          />
        </Row>
        <label className="i-x-row">
          <span>{words.sensitivity}</span>
          <span className="i-x-in">
            <input
              type="range"
              min={0}
              max={1}
              step={0.02}
              disabled={slicing.by !== 'hits'}
              value={slicing.sensitivity}
              aria-valuetext={slicing.by === 'hits' ? words.hits(slicing.cuts.length) : undefined}
              onChange={(event) => recut('hits', event.target.valueAsNumber)}
            />
            <b>{slicing.by === 'hits' && words.hits(slicing.cuts.length)}</b>
          </span>
        </label>
        <Row label={words.eachEnds}>
          <SelectField
            name={words.eachEnds}
            value={slicing.ends}
            options={ENDS}
            onChange={(ends) => change({ ends })}
          />
        </Row>
        <Row label={words.sliceFade}>
          <SelectField
            name={words.sliceFade}
            value={slicing.fadeS}
            options={FADES}
            onChange={(fadeS) => change({ fadeS })}
          />
        </Row>
        <Row label={words.toLevel}>
          <SelectField
            name={words.sliceLevel}
            value={slicing.level}
            options={LEVELS}
            onChange={(level) => change({ level })}
          />
        </Row>
      </div>
      <p className="i-hint">
        {slicing.cuts.length === 0 && `${words.noSlices} `}
        {isTouched() ? words.sliceTouchHint : words.sliceHint}
      </p>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="i-x-row">
      <span>{label}</span>
      {children}
    </div>
  );
}

/** The pieces, each with play and keep. */
export function SlicesPanel({
  slices,
  slicing,
  playing,
  onPlay,
  onDropped,
}: {
  slices: readonly Slice[];
  slicing: Slicing;
  playing: number | null;
  onPlay: (index: number) => void;
  onDropped: (dropped: number[]) => void;
}) {
  const kept = slices.filter(({ index }) => !slicing.dropped.includes(index));
  const longest = Math.max(0, ...slices.map(({ pcm }) => durationOf(pcm)));
  return (
    <section aria-labelledby="inspector-slices" className="i-col" data-column="edits">
      <h3 id="inspector-slices">
        {words.slices} <small>{words.slicesKept(kept.length, slices.length)}</small>
      </h3>
      <ol className="i-slices" aria-label={words.slices}>
        {slices.map(({ index, pcm }) => {
          const isKept = !slicing.dropped.includes(index);
          return (
            <li key={index} className="i-slice" data-off={isKept ? undefined : ''}>
              <input
                type="checkbox"
                aria-label={words.keepSlice(index + 1)}
                checked={isKept}
                onChange={(event) =>
                  onDropped(
                    event.target.checked
                      ? slicing.dropped.filter((each) => each !== index)
                      : [...slicing.dropped, index],
                  )
                }
              />
              <button
                type="button"
                className="i-slice-play"
                data-on={playing === index ? '' : undefined}
                aria-label={words.playSlice(index + 1)}
                aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
                onClick={() => onPlay(index)}
              >
                <Icon name="play" />
              </button>
              <b>{String(index + 1).padStart(2, '0')}</b>
              <SliceWave pcm={pcm} share={longest === 0 ? 0 : durationOf(pcm) / longest} />
              <span className="i-note">{words.inS(fixed(durationOf(pcm), 2))}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Its shape, on one time scale with the others. */
function SliceWave({ pcm, share }: { pcm: Pcm; share: number }) {
  const columns = Math.max(2, Math.round(60 * share));
  const [channel = new Float32Array()] = pcm.channels;
  const path = Array.from({ length: columns }, (_, x) => {
    let peak = 0;
    const [from, to] = [
      Math.floor((x / columns) * channel.length),
      Math.floor(((x + 1) / columns) * channel.length),
    ];
    for (let i = from; i < to; i++) peak = Math.max(peak, Math.abs(channel[i] ?? 0));
    const half = Math.max(0.5, peak * 11);
    return `M${x * 3 + 1} ${(12 - half).toFixed(1)}v${(2 * half).toFixed(1)}`;
  }).join('');
  return (
    <svg className="i-slice-wave" viewBox="0 0 180 24" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
