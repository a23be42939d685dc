import type { SoundKey } from '#shared/key/key-facts.ts';
import type { TakeEdit } from '#shared/take-edits.ts';

import { integratedLufs } from '../../../src/audio/loudness.ts';
import { durationOf, lengthOf, type Pcm } from '../../../src/audio/pcm.ts';
import { stretchSound, transposeSound } from '../../../src/audio/stretch/stretch-sound.ts';
import type { StretchProgram } from '../../../src/audio/stretch/stretch-wasm.ts';
import { SURE } from '../../../src/shared/take/heard-bounds.ts';
import { analyse, type Report } from '../../../src/web/features/inspector/analysis/analyse.ts';
import { evaluateTempo } from '../../../src/web/features/inspector/analysis/evaluate.ts';
import { isSureTempo } from '../../../src/web/features/inspector/analysis/measure-tempo.ts';
import { applyEdits } from '../../../src/web/features/inspector/edit/apply-edits.ts';
import { asStep } from '../../../src/web/features/inspector/edit/new-edit.ts';
import { semitonesTo, transposed } from '../../../src/web/features/inspector/edit/tune.ts';
import { amount, median, type Figure } from '../figure.ts';
import { centroidHz, riseMs } from './sound-shape.ts';

/** A loop of which tempo and beats are known. */
export interface Loop {
  name: string;
  pcm: Pcm;
  bpm: number;
  beats: number;
  /** Null where it has none, or where nobody has told it. */
  key: SoundKey | null;
}

/** So many BPM faster, so many semitones higher. */
export interface Change {
  bpm: number;
  semitones: number;
}
export const CHANGES: readonly Change[] = [
  { bpm: 7, semitones: 0 },
  { bpm: -7, semitones: 0 },
  { bpm: 0, semitones: 3 },
  { bpm: 0, semitones: -3 },
];
const nameOf = ({ bpm, semitones }: Change): string => {
  const signed = (value: number) => (value > 0 ? `+${value}` : `${value}`);
  return bpm === 0 ? `${signed(semitones)} st` : `${signed(bpm)} BPM`;
};

/** What came of one change to one loop. */
export interface Fitted {
  change: string;
  name: string;
  isLengthExact: boolean;
  tempo: Heard;
  key: Heard;
  seam: Report['seam']['kind'];
  seamBefore: Report['seam']['kind'];
  lufs: number;
  centroid: number;
  rise: number | null;
  speed: number;
}

/** Of what was heard before: afterwards as asked, or not; sure and not as asked is `wrong`. */
type Heard = 'as asked' | 'not sure' | 'wrong' | 'unheard';

/** The same steps as in the page, one change at a time, and the result measured as any other sound. */
export function fitLoop(loop: Loop, before: Report, change: Change, program: StretchProgram): Fitted {
  const { pcm, bpm, beats } = loop;
  const to = Math.round(bpm) + change.bpm;
  const edits: TakeEdit[] = [];
  if (change.bpm !== 0) edits.push(asStep({ kind: 'stretch', from: bpm, to, beats, loop: true }, edits));
  if (change.semitones !== 0)
    edits.push(asStep({ kind: 'pitch', semitones: change.semitones, loop: true }, edits));
  // Processor time, which other work on the machine does not stretch.
  const from = process.cpuUsage();
  const made = applyEdits(pcm, edits, {
    stretch: (sound, options) => stretchSound(program, sound, options),
    transpose: (sound, options) => transposeSound(program, sound, options),
  }).pcm;
  const { user, system } = process.cpuUsage(from);
  const length = change.bpm === 0 ? lengthOf(pcm) : Math.round((beats * 60 * pcm.sampleRate) / to);
  const bpmNow = change.bpm === 0 ? bpm : to;
  const after = analyse(made, { bpm: bpmNow, key: loop.key, loop: true });
  return {
    name: loop.name,
    change: nameOf(change),
    isLengthExact: lengthOf(made) === length,
    tempo: tempoHeard(before, after, loop.bpm, bpmNow),
    key: keyHeard(before, after, change.semitones),
    seam: after.seam.kind,
    seamBefore: before.seam.kind,
    lufs: lufsOf(made) - lufsOf(pcm),
    centroid: centroidHz(made) / centroidHz(pcm) - 1,
    rise: difference(riseMs(made), riseMs(pcm)),
    speed: durationOf(pcm) / ((user + system) / 1e6),
  };
}

const lufsOf = ({ channels, sampleRate }: Pcm): number => integratedLufs(channels, sampleRate, true) ?? 0;
const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

/** Only what was heard as it is before the change can be asked for after it. */
function tempoHeard(before: Report, after: Report, was: number, now: number): Heard {
  // As the page judges it.
  const isRight = (tempo: Report['tempo'], bpm: number) => evaluateTempo(tempo, bpm).grade === 'match';
  if (isSureTempo(after.tempo) && !isRight(after.tempo, now)) return 'wrong';
  if (!isRight(before.tempo, was)) return 'unheard';
  return isRight(after.tempo, now) ? 'as asked' : 'not sure';
}

function keyHeard(before: Report, after: Report, semitones: number): Heard {
  if (before.key.kind !== 'measured' || before.key.confidence < SURE) return 'unheard';
  const wanted = transposed(before.key.key, semitones);
  const isRight = after.key.kind === 'measured' && semitonesTo(after.key.key, wanted) === 0;
  if (isRight) return 'as asked';
  return after.key.kind === 'measured' && after.key.confidence >= SURE ? 'wrong' : 'not sure';
}

/** One line a change, and the figures that have a limit. */
export function fitTable(set: string, fitted: readonly Fitted[]): { lines: string[]; figures: Figure[] } {
  const lines = [
    `| ${set} | n | length exact | tempo heard → as asked | key heard → as asked | seam clean, before → after | LUFS | centroid | rise of hits | × real time |`,
    `| --- |${' --: |'.repeat(9)}`,
  ];
  for (const change of new Set(fitted.map((each) => each.change)))
    lines.push(
      rowOf(
        change,
        fitted.filter((each) => each.change === change),
      ),
    );
  for (const each of fitted.filter(isFlawed)) lines.push(flawLine(each));
  const most = fitted.reduce((sum, { lufs }) => Math.max(sum, Math.abs(lufs)), 0);
  const count = (test: (each: Fitted) => boolean) => fitted.filter(test).length;
  const of = `${set}, of ${fitted.length}:`;
  return {
    lines,
    figures: [
      amount(
        'audio',
        `${of} lengths not exact`,
        count((each) => !each.isLengthExact),
        '',
        0,
      ),
      amount(
        'audio',
        `${of} tempo sure and wrong`,
        count(({ tempo }) => tempo === 'wrong'),
        '',
        0,
      ),
      amount(
        'audio',
        `${of} tempo lost that was heard`,
        count(({ tempo }) => tempo === 'not sure'),
        '',
        0,
      ),
      amount(
        'audio',
        `${of} key sure and wrong`,
        count(({ key }) => key === 'wrong'),
        '',
        0,
      ),
      amount(
        'audio',
        `${of} key lost that was sure`,
        count(({ key }) => key === 'not sure'),
        '',
        0,
      ),
      amount('audio', `${of} seams worse than they were`, count(isSeamWorse), '', 0),
      amount('audio', `${of} largest change of loudness`, most, 'LU', 0.5),
    ],
  };
}

const SEAMS: readonly string[] = ['clean', 'audible', 'click'];
const isSeamWorse = ({ seam, seamBefore }: Fitted): boolean =>
  SEAMS.indexOf(seam) > SEAMS.indexOf(seamBefore);
const MOST_LU = 0.5;
const isFlawed = (each: Fitted): boolean =>
  !each.isLengthExact ||
  isSeamWorse(each) ||
  Math.abs(each.lufs) > MOST_LU ||
  [each.tempo, each.key].some((heard) => heard === 'wrong' || heard === 'not sure');

const flawLine = ({ name, change, isLengthExact, tempo, key, seam, seamBefore, lufs }: Fitted): string =>
  `  ${name} ${change}: ${isLengthExact ? '' : 'length not exact, '}tempo ${tempo}, key ${key}, seam ${seamBefore} → ${seam}, ${lufs.toFixed(2)} LU`;

function rowOf(change: string, rows: readonly Fitted[]): string {
  const count = (test: (row: Fitted) => boolean) => rows.filter(test).length;
  const heard = (which: 'tempo' | 'key') =>
    `${count((row) => row[which] !== 'unheard')} → ${count((row) => row[which] === 'as asked')}`;
  const range = (values: readonly number[], digits: number) =>
    `${Math.min(...values).toFixed(digits)} … ${Math.max(...values).toFixed(digits)}`;
  const rises = rows.flatMap(({ rise }) => (rise === null ? [] : [rise]));
  return `| ${[
    change,
    rows.length,
    count(({ isLengthExact }) => isLengthExact),
    heard('tempo'),
    heard('key'),
    `${count(({ seamBefore }) => seamBefore === 'clean')} → ${count(({ seam }) => seam === 'clean')}`,
    range(
      rows.map(({ lufs }) => lufs),
      2,
    ),
    `${range(
      rows.map(({ centroid }) => 100 * centroid),
      1,
    )} %`,
    rises.length === 0 ? '–' : `${range(rises, 0)} ms`,
    median(rows.map(({ speed }) => speed)).toFixed(0),
  ].join(' | ')} |`;
}
