import { BEATS_PER_BAR } from '#shared/bpm.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import type { TakeEdit } from '#shared/take-edits.ts';
import { SURE } from '#shared/take/heard-bounds.ts';
import type { Verdict } from '#shared/task.ts';

import { loopOf, NO_FACTS, type FileFacts } from '../../../audio/files/file-facts.ts';
import { lengthOf, type Pcm } from '../../../audio/pcm.ts';
import type { Asked, Report } from './analysis/analyse.ts';
import { beatsPerBar } from './analysis/bars.ts';
import type { Decoded, Unplayable } from './decode.ts';
import type { AppliedEdits, StepOutcome } from './edit/apply-edits.ts';
import {
  hasAudible,
  changed,
  isMeantLoop,
  historyOf,
  redone,
  stopped,
  undone,
  type EditHistory,
} from './edit/edit-history.ts';
import type { LoopPoints } from './edit/edit-seam.ts';
import { newEditId } from './edit/new-edit.ts';
import { placeAfter } from './edit/place-after.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** What is heard: the original, or what the edits made of it. */
export interface Version {
  isEdited: boolean;
  pcm: Pcm;
  loop: LoopPoints;
}

interface RenderedEdits {
  /** The steps it is made of; it is current while they are the list's. */
  edits: readonly TakeEdit[];
  pcm: Pcm;
  loop: LoopPoints;
  steps: readonly StepOutcome[];
}

/** One sound, and what is done to it. */
export interface OpenSound {
  sound: InspectedSound;
  trouble: Unplayable | null;
  gapless: Decoded['gapless'] | null;
  /** What the file says of itself; nothing until decoded. */
  facts: FileFacts;
  /** Samples of the file that were no numbers, and are 0 now. */
  silenced: number;
  /** Null until decoded, and again when the inspector is closed. */
  original: Pcm | null;
  originalLoop: LoopPoints;
  /** Whether the end of a file is to meet its start, where that was chosen here; null: as it says itself. */
  chosenLoop: boolean | null;
  history: EditHistory;
  rendered: RenderedEdits | null;
  hears: 'original' | 'edited';
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
  /** Their audio is given back; what was done to them stays. */
  | { type: 'release' }
  | { type: 'asked'; id: string; asked: Asked }
  | { type: 'loop'; id: string; isLoop: boolean }
  /** What was measured of the original. */
  | { type: 'measured'; id: string; report: Pick<Report, 'tempo' | 'durationS'> }
  | { type: 'keep'; id: string; keep: Verdict | null }
  | { type: 'edits'; id: string; edits: readonly TakeEdit[] }
  /** What was done to it elsewhere, in another tab: what was here before can be had back. */
  | { type: 'followed'; id: string; edits: readonly TakeEdit[] }
  /** As another sound asks for: nobody's change, so nothing to undo. */
  | { type: 'recut'; id: string; edits: readonly TakeEdit[] }
  | { type: 'undo' | 'redo' | 'stop'; id: string }
  | { type: 'rendered'; id: string; edits: readonly TakeEdit[]; pcm: Pcm; steps: readonly StepOutcome[] }
  | { type: 'hear'; id: string; hears: OpenSound['hears'] }
  | { type: 'markers'; id: string; loop: LoopPoints };

export const emptyInspector: InspectorState = { openSounds: [], current: null };

export const currentSound = ({ openSounds, current }: InspectorState): OpenSound | null =>
  openSounds.find(({ sound }) => sound.id === current) ?? null;

export const hasEdits = ({ history }: OpenSound): boolean => hasAudible(history.edits);

/** What is shown and heard; while edits are being made, what was there before. Null until decoded. */
export function shownVersion(openSound: OpenSound): Version | null {
  const { original, originalLoop, rendered, hears } = openSound;
  if (original === null) return null;
  if (hears === 'edited' && rendered !== null && hasEdits(openSound))
    return { isEdited: true, pcm: rendered.pcm, loop: rendered.loop };
  return { isEdited: false, pcm: original, loop: originalLoop };
}

/** What would be shown of a sound that is not open, with what its edits made of it. */
export function versionOf(sound: InspectedSound, decoded: Decoded, made: AppliedEdits | null): Version {
  const { id, edits } = sound;
  const actions: InspectorAction[] = [
    { type: 'open', sounds: [sound], at: id },
    { type: 'decoded', id, decoded },
    ...(made ? [{ type: 'rendered' as const, id, edits, ...made }] : []),
  ];
  const opened = currentSound(actions.reduce(inspectorReducer, emptyInspector));
  const { pcm } = decoded;
  const plain = { isEdited: false, pcm, loop: { start: 0, end: lengthOf(pcm) } };
  return (opened && shownVersion(opened)) ?? plain;
}

const newOpenSound = (sound: InspectedSound): OpenSound => ({
  sound,
  trouble: null,
  gapless: null,
  facts: NO_FACTS,
  silenced: 0,
  original: null,
  originalLoop: { start: 0, end: 0 },
  chosenLoop: null,
  history: historyOf(sound.edits),
  rendered: null,
  hears: 'edited',
});

export function inspectorReducer(state: InspectorState, action: InspectorAction): InspectorState {
  switch (action.type) {
    case 'open': {
      // What has been worked on stays as it is, with what can be undone.
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
    case 'release':
      return {
        ...state,
        openSounds: state.openSounds.map((openSound) => ({ ...openSound, original: null, rendered: null })),
      };
    default:
      return {
        ...state,
        openSounds: state.openSounds.map((openSound) =>
          openSound.sound.id === action.id ? changeSound(openSound, action) : openSound,
        ),
      };
  }
}

type SoundAction = Exclude<InspectorAction, { type: 'open' | 'choose' | 'clear' | 'release' }>;

function changeSound(openSound: OpenSound, action: SoundAction): OpenSound {
  switch (action.type) {
    case 'decoded':
      return openSound.original === null ? withAudio(openSound, action.decoded) : openSound;
    case 'trouble':
      return { ...openSound, trouble: action.trouble };
    case 'asked': {
      const chosenLoop =
        action.asked.loop === openSound.sound.asked.loop ? openSound.chosenLoop : action.asked.loop;
      return { ...openSound, chosenLoop, sound: { ...openSound.sound, asked: action.asked } };
    }
    case 'loop':
      return withLoop(openSound, action.isLoop);
    case 'measured':
      return isUntoldLoop(openSound, action.report) ? withLoop(openSound, true) : openSound;
    case 'keep':
      return { ...openSound, sound: { ...openSound.sound, keep: action.keep } };
    case 'edits':
    case 'followed':
      return { ...openSound, history: changed(openSound.history, action.edits), hears: 'edited' };
    case 'recut':
      return { ...openSound, history: { ...openSound.history, edits: action.edits } };
    case 'undo':
      return { ...openSound, history: undone(openSound.history), hears: 'edited' };
    case 'stop':
      return { ...openSound, history: stopped(openSound.history), hears: 'edited' };
    case 'redo':
      return { ...openSound, history: redone(openSound.history), hears: 'edited' };
    case 'rendered':
      return withRendered(openSound, action);
    case 'hear':
      return { ...openSound, hears: action.hears };
    case 'markers': {
      const { rendered } = openSound;
      if (shownVersion(openSound)?.isEdited === true && rendered)
        return { ...openSound, rendered: { ...rendered, loop: action.loop } };
      return { ...openSound, originalLoop: action.loop };
    }
  }
}

/** Whether it is edited and written as a loop: its end meets its start. How it is played says nothing of that. */
export const isMeantAsLoop = ({ history, chosenLoop, sound: { asked } }: OpenSound): boolean =>
  chosenLoop ?? isMeantLoop(history.edits, asked);

/** A file is asked to be what it is chosen to be; a take keeps what was asked of it, and has a step that says otherwise. */
function withLoop(openSound: OpenSound, isLoop: boolean): OpenSound {
  const { sound, history } = openSound;
  if (!sound.from)
    return { ...openSound, chosenLoop: isLoop, sound: { ...sound, asked: { ...sound.asked, loop: isLoop } } };
  if (isLoop === isMeantAsLoop(openSound)) return openSound;
  const others = history.edits.filter(({ kind }) => kind !== 'meant');
  const edits =
    isLoop === sound.asked.loop
      ? others
      : [...others, { kind: 'meant' as const, loop: isLoop, id: newEditId(), on: true }];
  return { ...openSound, history: changed(history, edits) };
}

/** Longer, whole bars are a song's. */
const LONGEST_LOOP_S = 60;
const NEAR_BEATS = 0.002;

/** A file that says nothing of it and holds whole bars of a tempo that is sure: it was cut to be repeated. */
function isUntoldLoop(
  { sound, facts, chosenLoop }: OpenSound,
  { tempo, durationS }: Pick<Report, 'tempo' | 'durationS'>,
): boolean {
  if (sound.from !== null || chosenLoop !== null || facts.isLoop !== null || facts.loop !== null)
    return false;
  if (tempo.kind !== 'measured' || tempo.confidence < SURE || durationS > LONGEST_LOOP_S) return false;
  const { perBar = BEATS_PER_BAR } = sound.asked;
  return tempo.octaves.some((bpm) => {
    const bars = (durationS * bpm) / 60 / perBar;
    return Math.round(bars) >= 1 && Math.abs(bars - Math.round(bars)) * perBar < NEAR_BEATS;
  });
}

function withAudio(openSound: OpenSound, { pcm, gapless, facts, silenced }: Decoded): OpenSound {
  const length = lengthOf(pcm);
  const fileLoop = facts.loop && loopOf(facts.loop.start, facts.loop.end, length);
  const sound = withFacts(openSound.sound, { ...facts, loop: fileLoop }, length);
  const { originalLoop: before } = openSound;
  const known = before.end > before.start && before.end <= length ? before : null;
  const originalLoop = known ?? fileLoop ?? snapToBars({ start: 0, end: length }, pcm, sound.asked);
  return { ...openSound, sound, trouble: null, gapless, facts, silenced, original: pcm, originalLoop };
}

/** The loop's ends stay while the length does, and go with the steps that keep both; else the loop is the whole. */
function withRendered(
  openSound: OpenSound,
  { edits, pcm, steps }: Extract<InspectorAction, { type: 'rendered' }>,
): OpenSound {
  const { rendered, originalLoop, original } = openSound;
  if (original === null) return openSound;
  const length = lengthOf(pcm);
  // What was all of it but a rest is all of it: stretched to its beats, it ends on one.
  const isAll = originalLoop.start === 0 && lengthOf(original) - originalLoop.end <= NEAR_S * pcm.sampleRate;
  const start = placeAfter(originalLoop.start, steps);
  const end = placeAfter(originalLoop.end, steps);
  const isInside = start >= 0 && end <= length && end - start > 1;
  const isKept = isInside && (!isAll || length === lengthOf(original));
  const ofOriginal = isKept ? { start, end } : { start: 0, end: length };
  const loop = rendered && lengthOf(rendered.pcm) === length ? rendered.loop : ofOriginal;
  return { ...openSound, rendered: { edits, pcm, steps, loop } };
}

/** A file is meant to be what it says it is, where its name says nothing. */
function withFacts(sound: InspectedSound, facts: FileFacts, length: number): InspectedSound {
  if (sound.from !== null) return sound;
  const { bpm, key, loop } = sound.asked;
  const { loop: points } = facts;
  const perBar = beatsPerBar(facts.metre);
  const isWhole = points !== null && points.end - points.start > 0.98 * length;
  const asked: Asked = {
    bpm: bpm ?? (facts.bpm === null ? null : Math.round(facts.bpm * 100) / 100),
    key: key === null || key === 'Any' ? (parseKey(facts.key ?? '') ?? key) : key,
    loop: loop || (facts.isLoop ?? isWhole),
    ...(perBar !== BEATS_PER_BAR && { perBar }),
  };
  return { ...sound, asked };
}

/** A length this near to whole bars is meant to be them. */
const NEAR_S = 0.06;

/** The loop's end moved to whole bars where the asked BPM says that it nearly stands there. */
export function snapToBars(
  loop: LoopPoints,
  pcm: Pcm,
  { bpm, perBar = BEATS_PER_BAR }: Pick<Asked, 'bpm' | 'perBar'>,
): LoopPoints {
  if (bpm === null) return loop;
  const bar = ((perBar * 60) / bpm) * pcm.sampleRate;
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
