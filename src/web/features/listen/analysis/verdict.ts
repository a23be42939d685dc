import { keyFacts, keyLabel, type SoundKey } from '#contract/key.ts';

import type { Asked, Report } from './analyse.ts';
import type { Bars } from './bars.ts';
import type { KeyHeard } from './key.ts';
import type { Seam, SeamFlaw } from './seam.ts';
import { SURE, type Tempo } from './tempo.ts';

/** `heard`: nothing was asked, so there is nothing to compare with. */
export type Grade = 'match' | 'near' | 'off' | 'cannot-tell' | 'heard';

export interface Judgement {
  grade: Grade;
  /** A few words, no full stop. */
  text: string;
}

export interface Verdict {
  /** The worst of what was asked; `cannot-tell` only when nothing else is known. */
  grade: Grade;
  line: string;
  tempo: Judgement;
  key: Judgement;
  bars: Judgement | null;
  seam: Judgement | null;
}

export function judge(report: Report, asked: Asked): Verdict {
  const tempo = judgeTempo(report.tempo, asked.bpm);
  const key = judgeKey(report.key, asked.key);
  const bars = asked.loop && asked.bpm !== null ? judgeBars(report.bars) : null;
  const seam = asked.loop ? judgeSeam(report.seam) : null;
  const all = [tempo, key, bars, seam].filter((part) => part !== null);
  const known = all.filter(({ grade }) => grade !== 'cannot-tell');
  const order: Grade[] = ['off', 'near', 'match', 'heard', 'cannot-tell'];
  const grade = order.find((candidate) => all.some((part) => part.grade === candidate)) ?? 'cannot-tell';
  const line = (known.length > 0 ? known : all).map(({ text }) => text).join(' · ');
  return { grade, line, tempo, key, bars, seam };
}

const MATCH_SHARE = 0.01;
const NEAR_SHARE = 0.03;
/** Another pulse that explains the sound as well as the best one does. */
const AS_GOOD = 0.97;

const TEMPO_REASONS: Record<(Tempo & { kind: 'cannot-tell' })['reason'], string> = {
  silent: 'tempo: it is silent',
  'too-short': 'tempo: too short to tell',
  'too-few-hits': 'tempo: too few hits to tell',
  'no-pulse': 'tempo: no steady pulse to measure',
};

const number = (value: number): string => String(Math.round(value * 10) / 10);

/** The asked tempo times the power of two nearest to what was heard; how far off that is, as a share. */
function fold(heard: number, asked: number): { octaves: number; off: number } {
  const octaves = Math.round(Math.log2(heard / asked));
  return { octaves, off: heard / (asked * 2 ** octaves) - 1 };
}

const OCTAVES: Record<number, string> = { [-2]: 'a quarter', [-1]: 'half', 1: 'double', 2: 'four times' };

export function judgeTempo(tempo: Tempo, asked: number | null): Judgement {
  if (tempo.kind === 'cannot-tell') return { grade: 'cannot-tell', text: TEMPO_REASONS[tempo.reason] };
  const isSure = tempo.confidence >= SURE;
  const heard = number(tempo.bpm);
  if (asked === null) return { grade: 'heard', text: isSure ? `${heard} BPM` : `perhaps ${heard} BPM` };

  const best = fold(tempo.bpm, asked);
  const exact = tempo.pulses.find(
    ({ bpm, score }) =>
      Math.abs(bpm / asked - 1) <= MATCH_SHARE && score >= AS_GOOD * (tempo.pulses[0]?.score ?? Infinity),
  );
  if (Math.abs(best.off) <= MATCH_SHARE || exact) {
    const octave = exact ? undefined : OCTAVES[best.octaves];
    if (best.octaves === 0 || exact) return { grade: 'match', text: `${asked} BPM as asked` };
    return {
      grade: 'match',
      text: `${asked} BPM as asked (heard as ${heard}, ${octave ?? 'a multiple'} of it)`,
    };
  }
  if (!isSure) return { grade: 'cannot-tell', text: `tempo: unclear, perhaps ${heard} BPM` };
  const away = tempo.bpm / 2 ** best.octaves - asked;
  const text = `${number(asked + away)} BPM, ${number(Math.abs(away))} ${away > 0 ? 'over' : 'under'} the asked ${asked}`;
  if (Math.abs(best.off) <= NEAR_SHARE) return { grade: 'near', text };
  return { grade: 'off', text: `${heard} BPM instead of ${asked}` };
}

const NOTES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const KEY_REASONS: Record<(KeyHeard & { kind: 'cannot-tell' })['reason'], string> = {
  'no-pitch': 'key: no clear pitch',
  'out-of-tune': 'key: the pitches share no tuning',
  'no-key': 'key: the notes fit no key',
};
const NOTABLE_CENTS = 20;

function tuning(cents: number): string {
  if (Math.abs(cents) < NOTABLE_CENTS) return '';
  return `, ${Math.round(Math.abs(cents))} cents ${cents > 0 ? 'sharp' : 'flat'}`;
}

export function judgeKey(heard: KeyHeard, wanted: SoundKey | null): Judgement {
  if (heard.kind === 'cannot-tell') return { grade: 'cannot-tell', text: KEY_REASONS[heard.reason] };
  const asked = wanted === null ? null : keyFacts(wanted);
  const cents = tuning(heard.tuningCents);
  if (heard.kind === 'pitch') {
    const text = `one pitch, ${NOTES[heard.pitchClass]}${cents}`;
    if (!asked || !wanted) return { grade: 'heard', text };
    if (heard.pitchClass === asked.pitchClass)
      return { grade: 'match', text: `${text}, the tonic of ${keyLabel(wanted)}` };
    return { grade: 'cannot-tell', text: `${text}: too little to tell the key` };
  }
  const isSure = heard.confidence >= SURE;
  const name = keyLabel(heard.key);
  if (!asked || !wanted)
    return {
      grade: 'heard',
      text: isSure ? `${name}${cents}` : `perhaps ${name} or ${keyLabel(heard.second)}${cents}`,
    };
  if (heard.key === wanted) return { grade: 'match', text: `${name} as asked${cents}` };
  if (heard.relative === wanted)
    return {
      grade: 'near',
      text: `the notes of ${keyLabel(wanted)}, heard as its relative ${asked.mode === 'minor' ? 'major' : 'minor'} ${name}${cents}`,
    };
  if (!isSure)
    return { grade: 'cannot-tell', text: `key: unclear, perhaps ${name} or ${keyLabel(heard.second)}` };
  return { grade: 'off', text: `${name} instead of ${keyLabel(wanted)}${cents}` };
}

const EXACT_MS = 5;
const NEAR_MS = 60;
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function judgeBars(bars: Bars): Judgement {
  if (bars.kind === 'cannot-tell') return { grade: 'cannot-tell', text: 'bars: no tempo to count them by' };
  const away = Math.abs(bars.offMs);
  if (away <= EXACT_MS) return { grade: 'match', text: plural(bars.nearest, 'whole bar') };
  const ms = Math.round(away);
  if (away <= NEAR_MS)
    return {
      grade: 'near',
      text: `${ms} ms ${bars.offMs > 0 ? 'longer' : 'shorter'} than ${plural(bars.nearest, 'bar')}`,
    };
  if (Math.abs(bars.beatsOffMs) <= EXACT_MS)
    return { grade: 'near', text: `${plural(bars.beats, 'beat')}, not a whole number of bars` };
  return { grade: 'off', text: `${number(bars.bars)} bars, not a whole number` };
}

const FLAWS: Record<SeamFlaw, string> = {
  gap: 'a gap',
  kink: 'a tick',
  cut: 'a sound cut off',
  jump: 'a jump',
};

export function judgeSeam(seam: Seam): Judgement {
  switch (seam.kind) {
    case 'cannot-tell':
      return {
        grade: 'cannot-tell',
        text: seam.reason === 'silent' ? 'loop: it is silent' : 'loop: too short to tell',
      };
    case 'clean':
      return { grade: 'match', text: 'loops cleanly' };
    case 'audible':
      return {
        grade: 'near',
        text: `loop point audible: ${seam.flaws.map((flaw) => FLAWS[flaw]).join(', ')}`,
      };
    case 'click':
      return { grade: 'off', text: 'clicks at the loop point' };
  }
}
