import { BPM_MAX, BPM_MIN } from './limits.ts';

/** Whether this is a tempo that can be sent: a whole number from 1 to 300. */
export const isBpm = (bpm: unknown): bpm is number =>
  Number.isInteger(bpm) && Number(bpm) >= BPM_MIN && Number(bpm) <= BPM_MAX;

/** The nearest tempo that can be sent. */
export const clampBpm = (bpm: number): number => Math.min(BPM_MAX, Math.max(BPM_MIN, Math.round(bpm)));

/** Digits of any script (full width, Arabic, Devanagari, …) as ASCII. */
const asciiDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    // Unicode keeps each script's ten digits together, in order, from a code point where the digit is 0.
    let zero = digit.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
    return String((digit.codePointAt(0) ?? 0) - zero);
  });

/** A tempo as people write it: `120`, `１２０`, `120 BPM`. Null for anything else, `1e2` and `0x78` included. */
export function parseBpm(text: string): number | null {
  const match = /^\s*(\d+)\s*(?:bpm)?\s*$/i.exec(asciiDigits(text));
  const bpm = match ? Number(match[1]) : null;
  return isBpm(bpm) ? bpm : null;
}
