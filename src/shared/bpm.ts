import { BPM_MAX, BPM_MIN } from './limits.ts';

/** Whether this is a tempo that can be sent: a whole number from 1 to 300. */
export const isBpm = (bpm: unknown): bpm is number =>
  Number.isInteger(bpm) && Number(bpm) >= BPM_MIN && Number(bpm) <= BPM_MAX;

/** The nearest tempo that can be sent. */
export const clampBpm = (bpm: number): number => Math.min(BPM_MAX, Math.max(BPM_MIN, Math.round(bpm)));

/** Beats of a bar, where no other metre is told. */
export const BEATS_PER_BAR = 4;

/** A tempo to one decimal place: `90`, `89.6`. */
export const formatBpm = (bpm: number): string => String(Math.round(bpm * 10) / 10);

/** Digits of any script (full width, Arabic, Devanagari, …) as ASCII. */
const asciiDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    // Unicode keeps each script's ten digits together, in order, from a code point where the digit is 0.
    let zero = digit.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
    return String((digit.codePointAt(0) ?? 0) - zero);
  });

/** The number in `120`, `１２０`, `120 BPM` or `90,5`, whole and possible or not. NaN for anything else, `1e2` and `0x78` included. */
export function parseTempo(text: string): number {
  const plain = asciiDigits(text.normalize('NFKC')).replace(/[,٫]/, '.');
  const [, digits] = /^\s*(-?\d+(?:\.\d+)?)\s*(?:bpm)?\s*$/i.exec(plain) ?? [];
  return digits === undefined ? Number.NaN : Number(digits);
}

/** A tempo as people write it, where it can be sent; null for anything else. */
export function parseBpm(text: string): number | null {
  const bpm = parseTempo(text);
  return isBpm(bpm) ? bpm : null;
}
