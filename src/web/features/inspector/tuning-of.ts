import type { SoundKey } from '#shared/key/key-facts.ts';
import type { TakeEdit } from '#shared/take-edits.ts';
import { SURE } from '#shared/take/heard-bounds.ts';

import { createStore } from '../../lib/create-store.ts';
import type { Asked, Report } from './analysis/analyse.ts';
import { tunedBy } from './edit/tune.ts';
import type { OpenSound } from './inspector-state.ts';

export interface SoundTuning {
  bpm: number | null;
  key: SoundKey | null;
  /** Heard only, and half or double of it may be meant. */
  isOctaveOpen?: boolean;
  /** How far its edits moved its pitch. */
  semitones?: number;
}

/** Tempo and key that the sounds of this visit are to fit. */
export const projectTuning = createStore<SoundTuning>({ bpm: null, key: null });

/** What was measured beyond doubt. */
export function heardTuning(report: Report | null): SoundTuning {
  const tempo = report?.tempo.kind === 'measured' ? report.tempo : null;
  const key = report?.key.kind === 'measured' ? report.key : null;
  return {
    bpm: tempo && tempo.confidence >= SURE ? tempo.bpm : null,
    key: key && key.confidence >= SURE ? key.key : null,
    isOctaveOpen: tempo?.isOctaveSure === false,
  };
}

const has = (edits: readonly TakeEdit[], wanted: TakeEdit['kind']): boolean =>
  edits.some(({ on, kind }) => on && kind === wanted);

/** What an edited sound is to be: what its steps made it, where they moved it away from what was asked for. */
export function wantedOf(asked: Asked, edits: readonly TakeEdit[], { bpm, key }: SoundTuning): Asked {
  return {
    ...asked,
    ...(has(edits, 'stretch') && { bpm }),
    ...(has(edits, 'pitch') && key !== null && { key }),
  };
}

/** Whether there is a key: `Any` is none. */
export const isKey = (key: SoundKey | null): key is SoundKey => key !== null && key !== 'Any';

/**
 * Tempo and key of the sound with its edits: those asked for, or else those heard, as far as the edits moved them.
 * A sound that was moved from what was heard to what was asked has what was asked.
 */
export function tuningOf(
  { sound: { asked }, facts }: Pick<OpenSound, 'sound' | 'facts'>,
  edits: readonly TakeEdit[],
  heard: SoundTuning,
): SoundTuning {
  const wanted = { bpm: asked.bpm ?? facts.bpm, key: isKey(asked.key) ? asked.key : null };
  return {
    ...tunedBy(edits, {
      bpm: wanted.bpm ?? heard.bpm,
      key: has(edits, 'pitch') ? (heard.key ?? wanted.key) : (wanted.key ?? heard.key),
    }),
    isOctaveOpen: wanted.bpm === null && heard.isOctaveOpen === true && !has(edits, 'stretch'),
  };
}
