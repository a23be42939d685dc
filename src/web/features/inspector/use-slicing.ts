import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { SLICES_MAX } from '#shared/take-edits.ts';

import type { Marker } from '../../../audio/files/file-facts.ts';
import { lengthOf, samplesIn, type Pcm } from '../../../audio/pcm.ts';
import { useCover } from '../../lib/covers.ts';
import { useEscape } from '../../lib/use-escape.ts';
import type { Hit } from './analysis/find-hits.ts';
import { without } from './edit/edit-history.ts';
import { cutsOf, type Slicing } from './edit/slice-sound.ts';
import type { InspectorAction, OpenSound } from './inspector-state.ts';
import { newSlicing, useHits, useSlices } from './panels/slice-panel.tsx';
import { playOnce, stopOnce } from './player/play-once.ts';
import type { CutView } from './wave/cut-markers.tsx';

const NUDGE_S = 0.001;

/**
 * The slicing of a sound, while it is open: its cuts, its pieces, and what is heard of them.
 * @param isCurrent whether `pcm` is what all of its steps make
 */
export function useSlicing(
  openSound: OpenSound,
  pcm: Pcm,
  bpm: number | null,
  markers: readonly Marker[],
  wantsHits: boolean,
  isCurrent: boolean,
  dispatch: (action: InspectorAction) => void,
) {
  const { sound, history } = openSound;
  const [openId, setOpenId] = useState<string | null>(null);
  /** As it was opened: looking at it is no edit. */
  const untouched = useRef<Slicing | null>(null);
  const [playing, setPlaying] = useState<number | null>(null);
  const isOpen = openId === sound.id;
  const slicing = history.edits.find((edit): edit is Slicing => edit.kind === 'slice' && edit.on) ?? null;
  const hits = useHits(pcm, sound.asked, wantsHits || isOpen);
  const slices = useSlices(pcm, isOpen ? slicing : null);

  const change = (next: Slicing) =>
    dispatch({
      type: 'edits',
      id: sound.id,
      edits: history.edits.map((edit) => (edit.id === next.id ? next : edit)),
    });
  // Its first cuts are the hits, as soon as they are found; of a sound that was edited since, they are cut anew.
  const begin = useEffectEvent((found: readonly Hit[], canRecut: boolean) => {
    if (slicing !== null) {
      const isOfThis = slicing.of === undefined || slicing.of === lengthOf(pcm);
      if (isOfThis || !canRecut) return;
      const made = cutsOf(slicing, { pcm, hits: found, bpm, markers });
      const isAlike = made.cuts.length === slicing.cuts.length;
      const recut = { ...slicing, ...made, dropped: isAlike ? slicing.dropped : [] };
      const edits = history.edits.map((edit) => (edit.id === slicing.id ? recut : edit));
      dispatch({ type: 'recut', id: sound.id, edits });
      return;
    }
    const others = history.edits.filter(({ kind }) => kind !== 'slice');
    const made = newSlicing(
      found.map(({ at }) => at),
      lengthOf(pcm),
    );
    untouched.current = made;
    dispatch({ type: 'recut', id: sound.id, edits: [...others, made] });
  });
  useEffect(() => {
    if (isOpen && hits !== null) begin(hits, isCurrent);
  }, [isOpen, hits, isCurrent]);
  const close = () => {
    setOpenId(null);
    if (slicing !== null && slicing === untouched.current)
      dispatch({ type: 'recut', id: sound.id, edits: without(history.edits, slicing.id) });
  };
  useEscape(isOpen, useCover(isOpen, close), close);
  useEffect(() => (isOpen ? stopOnce : undefined), [isOpen]);
  const recut = (cuts: readonly number[]) => {
    if (!slicing) return;
    const sorted = [...new Set(cuts)].sort((a, b) => a - b).slice(0, SLICES_MAX);
    change({ ...slicing, by: 'hand', cuts: sorted, of: lengthOf(pcm), dropped: [] });
  };
  function play(index: number) {
    const piece = slices.find((slice) => slice.index === index);
    if (!piece) return;
    setPlaying(index);
    playOnce(piece.pcm, () => setPlaying((now) => (now === index ? null : now)));
  }
  const view: CutView | null =
    isOpen && slicing
      ? {
          cuts: slicing.cuts,
          slices: slices.map(({ index, start, end }) => ({
            start,
            end,
            isKept: !slicing.dropped.includes(index),
          })),
          stepSamples: samplesIn(pcm, NUDGE_S),
          onAdd: (at) => recut([...slicing.cuts, at]),
          onMove: (index, to) => recut(slicing.cuts.map((cut, n) => (n === index ? to : cut))),
          onRemove: (index) => recut(slicing.cuts.filter((_, n) => n !== index)),
        }
      : null;
  return {
    hits,
    slices,
    playing,
    view,
    /** Null while the panel is closed. */
    slicing: isOpen ? slicing : null,
    open: () => {
      dispatch({ type: 'hear', id: sound.id, hears: 'edited' });
      setOpenId(sound.id);
    },
    close,
    play,
    setDropped: (dropped: number[]) => slicing && change({ ...slicing, dropped }),
  };
}
