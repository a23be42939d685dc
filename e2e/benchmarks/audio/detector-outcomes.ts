import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

import { SURE } from '../../../src/shared/take/heard-bounds.ts';
import type { Report } from '../../../src/web/features/inspector/analysis/analyse.ts';
import type { RealKey } from '../../../src/web/features/inspector/analysis/measure-key.ts';
import { isSureTempo } from '../../../src/web/features/inspector/analysis/measure-tempo.ts';

/** `octave`: a factor of two for a tempo, the relative key for a key. */
export type Outcome = 'right' | 'octave' | 'wrong' | 'cannot tell';
export const OUTCOMES: Outcome[] = ['right', 'octave', 'wrong', 'cannot tell'];
const TOLERANCE = 0.01;

const isSame = (a: number, b: number) => Math.abs(a / b - 1) < TOLERANCE;

/** What was said of one sound, against what is true of it. */
export interface Said {
  outcome: Outcome;
  isSure: boolean;
  /** Whether the truth is among what is offered. */
  isOffered: boolean;
  said: string;
}

export function tempoOutcome({ tempo }: Report, truth: number | null): Said {
  if (tempo.kind === 'cannot-tell')
    return {
      outcome: truth === null ? 'right' : 'cannot tell',
      isSure: false,
      isOffered: false,
      said: tempo.reason,
    };
  const octaves = tempo.octaves.map((bpm) => bpm.toFixed(1)).join(' or ');
  const said = `${octaves} (${tempo.confidence.toFixed(2)})`;
  // Of its octave, too.
  const isSure = isSureTempo(tempo);
  const isOffered = truth !== null && tempo.octaves.some((bpm) => isSame(bpm, truth));
  if (truth === null) return { outcome: isSure ? 'wrong' : 'cannot tell', isSure, isOffered, said };
  if (isSame(tempo.bpm, truth)) return { outcome: 'right', isSure, isOffered, said };
  if ([0.25, 0.5, 2, 4].some((factor) => isSame(tempo.bpm, truth * factor)))
    return { outcome: 'octave', isSure, isOffered, said };
  return { outcome: 'wrong', isSure, isOffered, said };
}

const isRelative = (a: RealKey, b: SoundKey) => keyFacts(a)?.hue === keyFacts(b)?.hue;

export function keyOutcome({ key }: Report, truth: SoundKey | null): Said {
  if (key.kind === 'cannot-tell')
    return {
      outcome: truth === null ? 'right' : 'cannot tell',
      isSure: false,
      isOffered: false,
      said: key.reason,
    };
  if (key.kind === 'pitch')
    return {
      outcome: truth === null ? 'right' : 'cannot tell',
      isSure: false,
      isOffered: false,
      said: `pitch ${key.pitchClass}`,
    };
  const said = `${key.key} (${key.confidence.toFixed(2)})`;
  const isSure = key.confidence >= SURE;
  if (truth === null)
    return { outcome: isSure ? 'wrong' : 'cannot tell', isSure, isOffered: key.key === truth, said };
  if (key.key === truth) return { outcome: 'right', isSure, isOffered: key.key === truth, said };
  return {
    outcome: isRelative(key.key, truth) ? 'octave' : 'wrong',
    isSure,
    isOffered: key.key === truth,
    said,
  };
}
