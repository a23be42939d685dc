import { fixed } from '../strings/format/fixed.ts';

const MINUTE_S = 60;

/** `0.41 s`, `5.5 s`, `1:05`, as exact as `of` needs: what runs up to a length is written as the length is. */
export function formatLength(seconds: number, of = seconds): string {
  if (of >= MINUTE_S - 0.05) {
    const whole = of === seconds ? Math.round(seconds) : Math.floor(seconds);
    return `${Math.floor(whole / MINUTE_S)}:${String(whole % MINUTE_S).padStart(2, '0')}`;
  }
  return `${fixed(seconds, of < 0.995 ? 2 : 1)} s`;
}
