import type { AlignedWord } from '../../../api/lyrics-query.ts';

interface SubtitleLine {
  text: string;
  startS: number;
  endS: number;
}

const PAUSE_S = 1.2;
const LONGEST_LINE = 42;

/** Lines as they were written; where nothing says so, a pause or a full line ends one. Section tags are left out. */
export function toLines(words: readonly AlignedWord[]): SubtitleLine[] {
  const lines: SubtitleLine[] = [];
  let line: SubtitleLine | null = null;
  for (const { word, startS, endS } of words) {
    const spoken = word.replaceAll(/\[[^\]]*\]/g, '');
    const text = spoken.replaceAll(/\s+/g, ' ').trim();
    const breaksBefore = /^\s*\n/.test(spoken);
    const breaksAfter = /\n\s*$/.test(spoken);
    if (text !== '') {
      const isFull = line !== null && line.text.length + 1 + text.length > LONGEST_LINE;
      const isLate = line !== null && startS - line.endS > PAUSE_S;
      if (line === null || breaksBefore || isFull || isLate) {
        line = { text, startS, endS };
        lines.push(line);
      } else {
        line.text += ` ${text}`;
        line.endS = endS;
      }
    }
    if (breaksAfter) line = null;
  }
  return lines;
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `h`, `m`, `s` and the rest in units of `1 / perSecond` s; rounded first, so that 59.9996 s is never shown as 59.1000. */
function split(seconds: number, perSecond: number) {
  const units = Math.max(0, Math.round(seconds * perSecond));
  const whole = Math.floor(units / perSecond);
  return {
    h: Math.floor(whole / 3600),
    m: Math.floor(whole / 60) % 60,
    s: whole % 60,
    rest: units % perSecond,
  };
}

/** `[01:02.34]words` */
export function toLrc(lines: readonly SubtitleLine[], title?: string): string {
  const head = title === undefined ? [] : [`[ti:${title.replaceAll(/[\r\n\]]/g, ' ')}]`];
  const body = lines.map(({ text, startS }) => {
    const { h, m, s, rest } = split(startS, 100);
    return `[${pad(h * 60 + m, 2)}:${pad(s, 2)}.${pad(rest, 2)}]${text}`;
  });
  return [...head, ...body].map((row) => `${row}\n`).join('');
}

const clock = (seconds: number, comma: string): string => {
  const { h, m, s, rest } = split(seconds, 1000);
  return `${pad(h, 2)}:${pad(m, 2)}:${pad(s, 2)}${comma}${pad(rest, 3)}`;
};

export function toSrt(lines: readonly SubtitleLine[]): string {
  return lines
    .map(({ text, startS, endS }, i) => `${i + 1}\n${clock(startS, ',')} --> ${clock(endS, ',')}\n${text}\n`)
    .join('\n');
}

export function toVtt(lines: readonly SubtitleLine[]): string {
  const escape = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const cues = lines.map(
    ({ text, startS, endS }) => `${clock(startS, '.')} --> ${clock(endS, '.')}\n${escape(text)}\n`,
  );
  return ['WEBVTT\n', ...cues].join('\n');
}
