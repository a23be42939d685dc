import { isBpm, parseBpm } from '#shared/bpm.ts';

interface ReadTempos {
  /** null is Auto. */
  tempos: (number | null)[];
  /** Words that are no tempo. */
  wrong: string[];
}

/** More tempos than this are a mistyped range. */
const RANGE_MAX = 60;

/** `90, 100 128`, `auto`, and ranges with a step: `80-120 by 10`, `80–100`. */
export function readTempos(text: string): ReadTempos {
  const tempos = new Set<number | null>();
  const wrong: string[] = [];
  const ranges = /(\d+)\s*[-–]\s*(\d+)(?:\s*(?:by|step|\/)\s*(\d+))?/gi;
  const rest = text.replace(ranges, (words, from: string, to: string, by: string | undefined) => {
    const inRange = rangeOf(Number(from), Number(to), Number(by ?? 1));
    if (inRange) for (const bpm of inRange) tempos.add(bpm);
    else wrong.push(words.trim());
    return ' ';
  });
  for (const word of rest.split(/[\s,;]+/).filter(Boolean)) {
    if (/^auto$/i.test(word)) tempos.add(null);
    else if (/^bpm$/i.test(word)) continue;
    else {
      const bpm = parseBpm(word);
      if (bpm === null) wrong.push(word);
      else tempos.add(bpm);
    }
  }
  return { tempos: [...tempos], wrong };
}

function rangeOf(from: number, to: number, step: number): number[] | null {
  if (!isBpm(from) || !isBpm(to) || from > to || step < 1) return null;
  const count = Math.floor((to - from) / step) + 1;
  return count > RANGE_MAX ? null : Array.from({ length: count }, (_, index) => from + index * step);
}
