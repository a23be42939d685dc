import { useRef, useState } from 'react';
import { useController, type Control } from 'react-hook-form';

import { clampBpm, isBpm } from '#shared/bpm.ts';
import { BPM_MAX, BPM_MIN } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import * as strings from '../../../strings/page-strings.ts';
import { readTyped, REST_BPM, correctBpm } from './bpm-input.ts';
import { addTap, tappedBpm } from './tap-tempo.ts';

/** The form's `soundTempo` with all the ways to set it. */
export function useBpm(control: Control<SoundRequest>) {
  const { field, fieldState } = useController({ control, name: 'soundTempo' });
  const bpm = field.value;
  /** The last BPM meant: where the slider rests during Auto. */
  const [rest, setRest] = useState(REST_BPM);
  /** What stands in the number's field while it is being typed. */
  const [typed, setTyped] = useState<string | null>(null);
  /** What was put right, or what to do next; gone at the next change. */
  const [note, setNote] = useState<string | null>(null);
  const beforeTyping = useRef<number | null>(null);
  const taps = useRef<number[]>([]);
  const shown = isBpm(bpm) ? bpm : rest;

  function change(next: number | null, said: string | null = null) {
    field.onChange(next);
    if (isBpm(next)) setRest(next);
    setTyped(null);
    setNote(said);
    if (said !== null) announce(said);
  }

  return {
    bpm,
    shown,
    typed,
    note,
    error: fieldState.error?.message,
    set: (next: number) => change(next),
    setAuto: (auto: boolean, said?: string) => {
      change(auto ? null : shown);
      if (said !== undefined) announce(said);
    },
    step: (by: number) => {
      const next = clampBpm(shown + by);
      const atEnd = next === shown ? (by > 0 ? BPM_MAX : BPM_MIN) : null;
      change(next, atEnd === null ? null : by > 0 ? strings.highest(atEnd) : strings.lowest(atEnd));
    },
    /** Half or double time; refused rather than clamped where it would no longer be that. */
    scale: (factor: number) => {
      const next = Math.round(shown * factor);
      if (isBpm(next)) return change(next);
      const said = strings.outside(shown * factor, BPM_MIN, BPM_MAX, shown);
      setNote(said);
      announce(said);
    },
    type: (text: string) => {
      if (typed === null) beforeTyping.current = bpm;
      const next = readTyped(text);
      field.onChange(next);
      if (isBpm(next)) setRest(next);
      setTyped(text);
      setNote(null);
    },
    /** Leaving the number's field: what it says becomes a BPM. */
    correct: () => {
      if (typed === null) return;
      const corrected = bpm === null ? null : correctBpm(bpm, beforeTyping.current);
      if (corrected) change(corrected.bpm, corrected.note);
      else setTyped(null);
    },
    tap: (now: number) => {
      taps.current = addTap(taps.current, now);
      const tapped = tappedBpm(taps.current);
      if (tapped === null) setNote(strings.tapOn);
      else change(tapped);
    },
  };
}

export type Tempo = ReturnType<typeof useBpm>;
