import type { SoundKey } from '#shared/key/key-facts.ts';

/** One line of the list that comes with a zip. */
export interface ManifestRow {
  file: string;
  title: string;
  prompt: string;
  taskId: string | null;
  take: number | null;
  bpm: number | null;
  key: SoundKey | null;
  loop: boolean;
  durationS: number | null;
  heardBpm: number | null;
  heardKey: string | null;
  lufs: number | null;
  truePeakDb: number | null;
  verdict: string | null;
}

const COLUMNS = [
  'file',
  'title',
  'prompt',
  'taskId',
  'take',
  'bpm',
  'key',
  'loop',
  'durationS',
  'heardBpm',
  'heardKey',
  'lufs',
  'truePeakDb',
  'verdict',
] as const satisfies readonly (keyof ManifestRow)[];

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function toCsv(rows: readonly ManifestRow[]): string {
  const lines = [
    COLUMNS.join(','),
    ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(',')),
  ];
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  // A prompt that starts like a formula must not become one.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const toJson = (rows: readonly ManifestRow[]): string =>
  `${JSON.stringify({ takes: rows }, null, 2)}\n`;
