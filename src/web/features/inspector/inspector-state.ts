import { lengthOf, type Pcm } from '../../../audio/pcm.ts';
import { words } from '../../strings/inspector-strings.ts';
import type { Asked } from './analysis/analyse.ts';
import { BEATS_PER_BAR } from './analysis/bars.ts';
import type { Decoded, Unplayable } from './decode.ts';
import type { LoopPoints } from './edit/edit-seam.ts';
import type { BenchSound, Keep } from './inspected-sound.ts';

/** The original, or what a fix made of it; never changed but for its markers. */
export interface Version {
  key: number;
  name: string;
  note: string | null;
  pcm: Pcm;
  loop: LoopPoints;
}

/** One sound on the bench with all its versions. */
export interface Strip {
  sound: BenchSound;
  trouble: Unplayable | null;
  gapless: Decoded['gapless'] | null;
  /** Empty until decoded; the first is the original. */
  versions: readonly Version[];
  shown: number;
  /** The last one shown that is not the original, for A/B. */
  lastFix: number | null;
}

export interface BenchState {
  strips: readonly Strip[];
  current: string | null;
}

export type BenchAction =
  | { type: 'open'; sounds: readonly BenchSound[]; at: string; adds?: boolean }
  | { type: 'decoded'; id: string; decoded: Decoded }
  | { type: 'trouble'; id: string; trouble: Unplayable | null }
  | { type: 'choose'; id: string }
  | { type: 'clear'; id: string }
  | { type: 'asked'; id: string; asked: Asked }
  | { type: 'keep'; id: string; keep: Keep | null }
  | { type: 'fixed'; id: string; name: string; note: string | null; pcm: Pcm }
  | { type: 'show'; id: string; key: number }
  | { type: 'discard'; id: string; key: number }
  | { type: 'markers'; id: string; loop: LoopPoints };

export const emptyBench: BenchState = { strips: [], current: null };
export const ORIGINAL = 0;

export const currentStrip = ({ strips, current }: BenchState): Strip | null =>
  strips.find(({ sound }) => sound.id === current) ?? null;

export const shownVersion = (strip: Strip): Version | null =>
  strip.versions.find(({ key }) => key === strip.shown) ?? null;

const freshStrip = (sound: BenchSound): Strip => ({
  sound,
  trouble: null,
  gapless: null,
  versions: [],
  shown: ORIGINAL,
  lastFix: null,
});

export function benchReducer(state: BenchState, action: BenchAction): BenchState {
  switch (action.type) {
    case 'open': {
      // What has been worked on stays as it is, with its versions.
      const opened = action.sounds.map((sound) => {
        const known = state.strips.find((strip) => strip.sound.id === sound.id);
        return known ? { ...known, sound: { ...known.sound, keep: sound.keep } } : freshStrip(sound);
      });
      const others = state.strips.filter(({ sound }) => !action.sounds.some(({ id }) => id === sound.id));
      return { strips: action.adds === true ? [...others, ...opened] : opened, current: action.at };
    }
    case 'choose':
      return { ...state, current: action.id };
    case 'clear': {
      const strips = state.strips.filter(({ sound }) => sound.id !== action.id);
      const current = state.current === action.id ? (strips[0]?.sound.id ?? null) : state.current;
      return { strips, current };
    }
    default:
      return {
        ...state,
        strips: state.strips.map((strip) =>
          strip.sound.id === action.id ? changeStrip(strip, action) : strip,
        ),
      };
  }
}

type StripAction = Exclude<BenchAction, { type: 'open' | 'choose' | 'clear' }>;

function changeStrip(strip: Strip, action: StripAction): Strip {
  switch (action.type) {
    case 'decoded': {
      if (strip.versions.length > 0) return strip;
      const { pcm, gapless } = action.decoded;
      const loop = snapToBars({ start: 0, end: lengthOf(pcm) }, pcm, strip.sound.asked.bpm);
      const original = { key: ORIGINAL, name: words.original, note: null, pcm, loop };
      return { ...strip, trouble: null, gapless, versions: [original] };
    }
    case 'trouble':
      return { ...strip, trouble: action.trouble };
    case 'asked':
      return { ...strip, sound: { ...strip.sound, asked: action.asked } };
    case 'keep':
      return { ...strip, sound: { ...strip.sound, keep: action.keep } };
    case 'fixed': {
      const key = Math.max(...strip.versions.map((version) => version.key)) + 1;
      const { name, note, pcm } = action;
      const made = { key, name, note, pcm, loop: { start: 0, end: lengthOf(pcm) } };
      return { ...strip, versions: [...strip.versions, made], shown: key, lastFix: key };
    }
    case 'show':
      return { ...strip, shown: action.key, lastFix: action.key === ORIGINAL ? strip.lastFix : action.key };
    case 'discard': {
      const versions = strip.versions.filter(({ key }) => key === ORIGINAL || key !== action.key);
      const shown = strip.shown === action.key ? (versions.at(-1)?.key ?? ORIGINAL) : strip.shown;
      const lastFix = strip.lastFix === action.key ? (versions.at(-1)?.key ?? null) : strip.lastFix;
      return { ...strip, versions, shown, lastFix: lastFix === ORIGINAL ? null : lastFix };
    }
    case 'markers':
      return {
        ...strip,
        versions: strip.versions.map((version) =>
          version.key === strip.shown ? { ...version, loop: action.loop } : version,
        ),
      };
  }
}

/** A length this near to whole bars is meant to be them. */
const NEAR_S = 0.06;

/** The loop's end moved to whole bars where the asked BPM says that it nearly stands there. */
export function snapToBars(loop: LoopPoints, pcm: Pcm, bpm: number | null): LoopPoints {
  if (bpm === null) return loop;
  const bar = ((BEATS_PER_BAR * 60) / bpm) * pcm.sampleRate;
  const bars = Math.round((loop.end - loop.start) / bar);
  const end = loop.start + Math.round(bars * bar);
  const isNear = Math.abs(end - loop.end) <= NEAR_S * pcm.sampleRate;
  return bars > 0 && isNear && end <= lengthOf(pcm) ? { ...loop, end } : loop;
}

/** The point on the grid nearest to `sample`. */
export function snapToGrid(sample: number, pcm: Pcm, bpm: number): number {
  const beat = (60 / bpm) * pcm.sampleRate;
  return Math.min(lengthOf(pcm), Math.round(Math.round(sample / beat) * beat));
}
