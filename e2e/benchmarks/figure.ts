/** One line of the bench's table. Carried over between machines: the ratio, not the milliseconds. */
export interface Figure {
  /** `B3`: the promise it belongs to; `-` for what is only told. */
  budget: string;
  name: string;
  value: number;
  unit: string;
  /** What it is measured against, in the same run. */
  against?: { name: string; value: number };
  ratio?: number;
  /** The most that is allowed, of the ratio where there is one and `by` does not say otherwise. */
  limit?: number;
  by?: 'ratio' | 'added' | 'value';
}

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
};
export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const amount = (
  budget: string,
  name: string,
  value: number,
  unit: string,
  limit?: number,
): Figure => ({ budget, name, value, unit, ...(limit !== undefined && { limit, by: 'value' }) });

export const compared = (
  budget: string,
  name: string,
  value: number,
  unit: string,
  against: { name: string; value: number },
  limit?: number,
): Figure => ({
  budget,
  name,
  value,
  unit,
  against,
  ratio: value / against.value,
  ...(limit !== undefined && { limit, by: 'ratio' }),
});

/** What a figure is judged by; null when it is only told. */
function judged({ by, ratio, value, against }: Figure): number | null {
  if (by === 'ratio') return ratio ?? null;
  if (by === 'added') return value - (against?.value ?? 0);
  return by === 'value' ? value : null;
}

export function isMet(figure: Figure): boolean | null {
  const seen = judged(figure);
  return seen === null || figure.limit === undefined ? null : seen <= figure.limit;
}

const short = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

function limitText({ limit, by, unit }: Figure): string {
  if (limit === undefined) return '';
  if (by === 'ratio') return `≤ ${limit}×`;
  return by === 'added' ? `≤ +${limit} ${unit}` : `≤ ${limit} ${unit}`;
}

/** Ratios first. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { budget, name, value, unit, against, ratio } = figure;
    const met = isMet(figure);
    return [
      budget,
      ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      name,
      `${short(value)} ${unit}`,
      against ? `${short(against.value)} ${unit} ${against.name}` : '',
      limitText(figure),
      met === null ? '' : met ? 'met' : 'NOT MET',
    ];
  });
  const head = ['', 'ratio', 'figure', 'ours', 'against', 'budget', ''];
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 1 || column === 3
            ? cell.padStart(widths[column] ?? 0)
            : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
