import { clampBpm, formatBpm } from '#shared/bpm.ts';
import { formatKey } from '#shared/key/format-key.ts';
import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';
import { BPM_MAX } from '#shared/limits.ts';
import { SURE, TEMPO_MATCH, TEMPO_NEAR, tempoAway } from '#shared/take/heard-bounds.ts';

import { words } from '../../../strings/verdict-strings.ts';
import type { Asked, Report } from './analyse.ts';
import type { Bars } from './bars.ts';
import { PITCH_NAMES, type MeasuredKey } from './measure-key.ts';
import type { Seam } from './measure-seam.ts';
import { bestPulses, type MeasuredTempo, type Tempo } from './measure-tempo.ts';

/** `heard`: nothing was asked, so there is nothing to compare with. */
export type Grade = 'match' | 'near' | 'off' | 'cannot-tell' | 'heard';

export interface Evaluation {
  grade: Grade;
  /** A few words, no full stop. */
  text: string;
}

export interface Verdict {
  /** The worst of what was asked; `cannot-tell` only when nothing else is known. */
  grade: Grade;
  line: string;
  tempo: Evaluation;
  key: Evaluation;
  bars: Evaluation | null;
  seam: Evaluation | null;
}

export function evaluate(report: Report, asked: Asked): Verdict {
  const tempo = evaluateTempo(report.tempo, asked.bpm);
  const key = evaluateKey(report.key, asked.key);
  const bars = asked.loop && asked.bpm !== null ? evaluateBars(report.bars) : null;
  const seam = asked.loop ? evaluateSeam(report.seam) : null;
  const all = [tempo, key, bars, seam].filter((part) => part !== null);
  const known = all.filter(({ grade }) => grade !== 'cannot-tell');
  const order: Grade[] = ['off', 'near', 'match', 'heard', 'cannot-tell'];
  const grade = order.find((candidate) => all.some((part) => part.grade === candidate)) ?? 'cannot-tell';
  const line = (known.length > 0 ? known : all).map(({ text }) => text).join(' · ');
  return { grade, line, tempo, key, bars, seam };
}

/** What was heard, as a part of the asked tempo, by octaves. */
const FOLDS: Readonly<Record<number, keyof typeof words.tempoFolded>> = {
  [-2]: 'quarter',
  [-1]: 'half',
  1: 'double',
  2: 'fourTimes',
};

/** The asked tempo times the power of two nearest to what was heard; how far off that is, as a share. */
export function fold(heard: number, asked: number): { octaves: number; off: number } {
  return { octaves: Math.round(Math.log2(heard / asked)), off: tempoAway(heard, asked) };
}

/** What was heard, in that of the offered octaves which is nearest to the asked tempo. */
export function tempoNear({ bpm, octaves }: MeasuredTempo, asked: number): number {
  const away = (each: number) => Math.abs(Math.log2(each / asked));
  return octaves.reduce((best, each) => (away(each) < away(best) ? each : best), bpm);
}

/** Whether it is the asked tempo that was heard, in an octave that people might count. */
export const isTempoAsAsked = (tempo: MeasuredTempo, asked: number): boolean =>
  Math.abs(tempoNear(tempo, asked) / asked - 1) <= TEMPO_MATCH;

/** Whether the asked tempo is a pulse of the sound, and one of the best pulses is that or an octave of it. */
const hasPulse = (tempo: MeasuredTempo, asked: number): boolean =>
  tempo.pulses.some(({ bpm }) => Math.abs(bpm / asked - 1) <= TEMPO_MATCH) &&
  bestPulses(tempo).some(({ bpm }) => Math.abs(tempoAway(bpm, asked)) <= TEMPO_MATCH);

export function evaluateTempo(tempo: Tempo, asked: number | null): Evaluation {
  if (tempo.kind === 'cannot-tell') return { grade: 'cannot-tell', text: words.tempoReasons[tempo.reason] };
  if (asked === null) return { grade: 'heard', text: heardTempo(tempo) };

  const heard = tempoNear(tempo, asked);
  const best = fold(heard, asked);
  const isExact = hasPulse(tempo, asked);
  if (Math.abs(best.off) <= TEMPO_MATCH || isExact) {
    if (best.octaves === 0 || isExact) return { grade: 'match', text: words.tempoAsAsked(asked) };
    return {
      grade: 'match',
      text: words.tempoFolded[FOLDS[best.octaves] ?? 'multiple'](asked, formatBpm(heard)),
    };
  }
  if (tempo.confidence < SURE) return { grade: 'cannot-tell', text: words.tempoUnclear(formatBpm(heard)) };
  if (Math.abs(best.off) > TEMPO_NEAR) return { grade: 'off', text: words.tempoOff(formatBpm(heard), asked) };
  const away = heard / 2 ** best.octaves - asked;
  return {
    grade: 'near',
    text: words.tempoNear(formatBpm(asked + away), formatBpm(Math.abs(away)), away > 0, asked),
  };
}

const HALF_FROM = 0.42;

/**
 * The tempi that the form may take over, which are whole numbers, the likeliest first; none unless the pulse is sure.
 * A half is not rounded away where its double shows it: 62.5 is offered as 125.
 */
export function tempiForForm(tempo: Tempo, asked: number | null): number[] {
  if (tempo.kind !== 'measured' || tempo.confidence < SURE) return [];
  const isAsAsked = asked !== null && evaluateTempo(tempo, asked).grade === 'match';
  const heard = isAsAsked ? [asked] : tempo.octaves;
  const whole = heard.map((bpm) => {
    const isHalf = Math.abs(bpm - Math.round(bpm)) > HALF_FROM && 2 * bpm <= BPM_MAX;
    return clampBpm(isHalf ? 2 * bpm : bpm);
  });
  return [...new Set(whole)];
}

/** One number only where it is beyond doubt. */
function heardTempo(tempo: MeasuredTempo): string {
  const octaves = tempo.octaves.map(formatBpm);
  return tempo.confidence >= SURE ? words.bpmOf(octaves) : words.perhapsBpm(octaves);
}

const NOTABLE_CENTS = 20;

function tuning(cents: number): string {
  if (Math.abs(cents) < NOTABLE_CENTS) return '';
  return words.cents(cents > 0, Math.abs(cents));
}

export function evaluateKey(heard: MeasuredKey, wanted: SoundKey | null): Evaluation {
  if (heard.kind === 'cannot-tell') return { grade: 'cannot-tell', text: words.keyReasons[heard.reason] };
  const asked = wanted === null ? null : keyFacts(wanted);
  const cents = tuning(heard.tuningCents);
  if (heard.kind === 'pitch') {
    const text = words.onePitch(PITCH_NAMES[heard.pitchClass] ?? '', cents);
    if (!asked || !wanted) return { grade: 'heard', text };
    if (heard.pitchClass === asked.pitchClass)
      return { grade: 'match', text: words.tonicOf(text, formatKey(wanted)) };
    return { grade: 'cannot-tell', text: words.tooLittle(text) };
  }
  const isSure = heard.confidence >= SURE;
  const name = formatKey(heard.key);
  if (!asked || !wanted)
    return {
      grade: 'heard',
      text: isSure ? `${name}${cents}` : words.perhapsKey(name, formatKey(heard.second), cents),
    };
  if (heard.key === wanted) return { grade: 'match', text: words.keyAsAsked(name, cents) };
  if (heard.relative === wanted)
    return {
      grade: 'near',
      text: words.keyRelative(formatKey(wanted), asked.mode === 'minor' ? 'major' : 'minor', name, cents),
    };
  if (!isSure) return { grade: 'cannot-tell', text: words.keyUnclear(name, formatKey(heard.second)) };
  return { grade: 'off', text: words.keyOff(name, formatKey(wanted), cents) };
}

const EXACT_MS = 5;
const NEAR_MS = 60;

export function evaluateBars(bars: Bars): Evaluation {
  if (bars.kind === 'cannot-tell') return { grade: 'cannot-tell', text: words.noBars };
  const away = Math.abs(bars.offMs);
  if (away <= EXACT_MS) return { grade: 'match', text: words.wholeBars(bars.nearest) };
  const ms = Math.round(away);
  if (away <= NEAR_MS)
    return {
      grade: 'near',
      text: words.barsAway(ms, bars.offMs > 0, bars.nearest),
    };
  if (Math.abs(bars.beatsOffMs) <= EXACT_MS) return { grade: 'near', text: words.beats(bars.beats) };
  return { grade: 'off', text: words.partBars(String(Math.round(bars.bars * 10) / 10)) };
}

function evaluateSeam(seam: Seam): Evaluation {
  switch (seam.kind) {
    case 'cannot-tell':
      return {
        grade: 'cannot-tell',
        text: seam.reason === 'silent' ? words.seamSilent : words.seamShort,
      };
    case 'clean':
      return { grade: 'match', text: words.seamClean };
    case 'audible':
      return {
        grade: 'near',
        text: words.seamAudible(seam.flaws.map((flaw) => words.seamFlaws[flaw])),
      };
    case 'click':
      return { grade: 'off', text: words.seamClick };
  }
}
