import { parseKey } from '#shared/key/parse-key.ts';
import type { Verdict } from '#shared/task.ts';

import { loopOf, NO_FACTS, type FileFacts } from '../../../audio/files/file-facts.ts';
import { lengthOf, type Pcm } from '../../../audio/pcm.ts';
import { words } from '../../strings/inspector-strings.ts';
import type { Asked } from './analysis/analyse.ts';
import { BEATS_PER_BAR } from './analysis/bars.ts';
import type { Decoded, Unplayable } from './decode.ts';
import type { LoopPoints } from './edit/edit-seam.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** The original, or what a fix made of it; never changed but for its markers. */
export interface Version {
  key: number;
  name: string;
  note: string | null;
  pcm: Pcm;
  loop: LoopPoints;
}

/** One sound with all its versions. */
export interface OpenSound {
  sound: InspectedSound;
  trouble: Unplayable | null;
  gapless: Decoded['gapless'] | null;
  /** What the file says of itself; nothing until decoded. */
  facts: FileFacts;
  /** Empty until decoded; the first is the original. */
  versions: readonly Version[];
  shown: number;
  /** The last one shown that is not the original, for A/B. */
  lastFix: number | null;
}

export interface InspectorState {
  openSounds: readonly OpenSound[];
  current: string | null;
}

export type InspectorAction =
  | { type: 'open'; sounds: readonly InspectedSound[]; at: string; adds?: boolean }
  | { type: 'decoded'; id: string; decoded: Decoded }
  | { type: 'trouble'; id: string; trouble: Unplayable | null }
  | { type: 'choose'; id: string }
  | { type: 'clear'; id: string }
  | { type: 'asked'; id: string; asked: Asked }
  | { type: 'keep'; id: string; keep: Verdict | null }
  | { type: 'fixed'; id: string; name: string; note: string | null; pcm: Pcm }
  | { type: 'show'; id: string; key: number }
  | { type: 'discard'; id: string; key: number }
  | { type: 'markers'; id: string; loop: LoopPoints };

export const emptyInspector: InspectorState = { openSounds: [], current: null };
export const ORIGINAL = 0;

export const currentSound = ({ openSounds, current }: InspectorState): OpenSound | null =>
  openSounds.find(({ sound }) => sound.id === current) ?? null;

export const shownVersion = (openSound: OpenSound): Version | null =>
  openSound.versions.find(({ key }) => key === openSound.shown) ?? null;

const newOpenSound = (sound: InspectedSound): OpenSound => ({
  sound,
  trouble: null,
  gapless: null,
  facts: NO_FACTS,
  versions: [],
  shown: ORIGINAL,
  lastFix: null,
});

export function inspectorReducer(state: InspectorState, action: InspectorAction): InspectorState {
  switch (action.type) {
    case 'open': {
      // What has been worked on stays as it is, with its versions.
      const opened = action.sounds.map((sound) => {
        const known = state.openSounds.find((openSound) => openSound.sound.id === sound.id);
        return known ? { ...known, sound: { ...known.sound, keep: sound.keep } } : newOpenSound(sound);
      });
      const others = state.openSounds.filter(({ sound }) => !action.sounds.some(({ id }) => id === sound.id));
      return { openSounds: action.adds === true ? [...others, ...opened] : opened, current: action.at };
    }
    case 'choose':
      return { ...state, current: action.id };
    case 'clear': {
      const openSounds = state.openSounds.filter(({ sound }) => sound.id !== action.id);
      const current = state.current === action.id ? (openSounds[0]?.sound.id ?? null) : state.current;
      return { openSounds, current };
    }
    default:
      return {
        ...state,
        openSounds: state.openSounds.map((openSound) =>
          openSound.sound.id === action.id ? changeSound(openSound, action) : openSound,
        ),
      };
  }
}

type SoundAction = Exclude<InspectorAction, { type: 'open' | 'choose' | 'clear' }>;

function changeSound(openSound: OpenSound, action: SoundAction): OpenSound {
  switch (action.type) {
    case 'decoded': {
      if (openSound.versions.length > 0) return openSound;
      const { pcm, gapless, facts } = action.decoded;
      const fileLoop = facts.loop && loopOf(facts.loop.start, facts.loop.end, lengthOf(pcm));
      const sound = withFacts(openSound.sound, { ...facts, loop: fileLoop }, lengthOf(pcm));
      const loop = fileLoop ?? snapToBars({ start: 0, end: lengthOf(pcm) }, pcm, sound.asked.bpm);
      const original = { key: ORIGINAL, name: words.original, note: null, pcm, loop };
      return { ...openSound, sound, trouble: null, gapless, facts, versions: [original] };
    }
    case 'trouble':
      return { ...openSound, trouble: action.trouble };
    case 'asked':
      return { ...openSound, sound: { ...openSound.sound, asked: action.asked } };
    case 'keep':
      return { ...openSound, sound: { ...openSound.sound, keep: action.keep } };
    case 'fixed': {
      const key = Math.max(...openSound.versions.map((version) => version.key)) + 1;
      const { name, note, pcm } = action;
      const made = { key, name, note, pcm, loop: { start: 0, end: lengthOf(pcm) } };
      return { ...openSound, versions: [...openSound.versions, made], shown: key, lastFix: key };
    }
    case 'show':
      return {
        ...openSound,
        shown: action.key,
        lastFix: action.key === ORIGINAL ? openSound.lastFix : action.key,
      };
    case 'discard': {
      const versions = openSound.versions.filter(({ key }) => key === ORIGINAL || key !== action.key);
      const shown = openSound.shown === action.key ? (versions.at(-1)?.key ?? ORIGINAL) : openSound.shown;
      const lastFix = openSound.lastFix === action.key ? (versions.at(-1)?.key ?? null) : openSound.lastFix;
      return { ...openSound, versions, shown, lastFix: lastFix === ORIGINAL ? null : lastFix };
    }
    case 'markers':
      return {
        ...openSound,
        versions: openSound.versions.map((version) =>
          version.key === openSound.shown ? { ...version, loop: action.loop } : version,
        ),
      };
  }
}

/** A file is meant to be what it says it is, where its name says nothing. */
function withFacts(sound: InspectedSound, facts: FileFacts, length: number): InspectedSound {
  if (sound.from !== null) return sound;
  const { bpm, key, loop } = sound.asked;
  const { loop: points } = facts;
  const isWhole = points !== null && points.end - points.start > 0.98 * length;
  const asked: Asked = {
    bpm: bpm ?? (facts.bpm === null ? null : Math.round(facts.bpm * 100) / 100),
    key: key === null || key === 'Any' ? (parseKey(facts.key ?? '') ?? key) : key,
    loop: loop || (facts.isLoop ?? isWhole),
  };
  return { ...sound, asked };
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
