import { isBlank } from '#shared/blank.ts';
import { parseBpm } from '#shared/bpm.ts';
import { unguardCell } from '#shared/csv-guard.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import { BPM_MAX, BPM_MIN, PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { shorten } from '../../../lib/shorten.ts';
import { strings } from '../../../strings/batch-strings.ts';
import { withoutRepeats, type Crossed } from '../cross-grid.ts';
import { parseCsv } from './parse-csv.ts';
import { readFlag } from './read-flag.ts';

type Column = 'prompt' | 'key' | 'bpm' | 'loop' | 'lyrics' | 'model' | 'callback';

/** How people call the columns, in lower case without spaces and signs. */
const NAMES: Record<Column, readonly string[]> = {
  prompt: ['prompt', 'text', 'description', 'sound', 'cue'],
  key: ['key', 'soundkey', 'tonality'],
  bpm: ['bpm', 'tempo', 'soundtempo'],
  loop: ['loop', 'soundloop', 'looped'],
  lyrics: ['lyrics', 'grablyrics'],
  model: ['model'],
  callback: ['callbackurl', 'callback'],
};
const COLUMNS = Object.keys(NAMES) as Column[];
/** Without a header line, the columns come in the order of the form. */
const PLAIN_ORDER: readonly (Column | null)[] = ['prompt', 'key', 'bpm', 'loop', 'lyrics'];

export interface RowError {
  /** As counted in the text, from 1. */
  line: number;
  text: string;
}

export interface CsvRead extends Crossed {
  hasHeader: boolean;
  /** Columns of the header that mean nothing here. */
  ignored: string[];
  errors: RowError[];
}

const squeeze = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
const columnOf = (heading: string): Column | null =>
  COLUMNS.find((column) => NAMES[column].includes(squeeze(heading))) ?? null;

/** In the order in which a reading without errors is preferred: a comma stands in most prompts. */
const DELIMITERS = ['\t', ';', ',', '|'] as const;
/** Excel's own first line, that names the delimiter. */
const SEPARATOR_LINE = /^"?sep=(.)"?(?:\r\n|\r|\n|$)/i;

/** Reads pasted lines: what can be sent, and what is wrong with the rest, line by line. */
export function readCsv(text: string, base: SoundRequest, models: readonly string[]): CsvRead {
  const plain = text.replace(/^\uFEFF/, '');
  const named = SEPARATOR_LINE.exec(plain);
  if (named?.[1] !== undefined) {
    const read = readWith(plain.slice(named[0].length), named[1], base, models);
    return { ...read, errors: read.errors.map((error) => ({ ...error, line: error.line + 1 })) };
  }
  const [first = { requests: [], repeated: 0, hasHeader: false, ignored: [], errors: [] }, ...others] =
    DELIMITERS.filter((delimiter) => delimiter === ',' || plain.includes(delimiter)).map((delimiter) =>
      readWith(plain, delimiter, base, models),
    );
  return others.reduce((best, read) => (isBetter(read, best) ? read : best), first);
}

/** A header that names the prompt tells the delimiter; without one, the reading that makes the most sense. */
function isBetter(read: CsvRead, best: CsvRead): boolean {
  if (read.hasHeader !== best.hasHeader) return read.hasHeader;
  return read.errors.length < best.errors.length;
}

function readWith(text: string, delimiter: string, base: SoundRequest, models: readonly string[]): CsvRead {
  const { records, broken } = parseCsv(text, delimiter);
  const rows = records
    .map(({ line, cells }) => ({ line, cells: cells.map((cell) => unguardCell(cell.trim())) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const heading = rows[0]?.cells ?? [];
  const hasHeader = heading.some((cell) => NAMES.prompt.includes(squeeze(cell)));
  const order = hasHeader ? heading.map(columnOf) : PLAIN_ORDER;
  const errors = broken.map(({ line, isUnclosed }): RowError => ({
    line,
    text: isUnclosed ? strings.unclosedQuote : strings.brokenQuotes,
  }));
  const requests: SoundRequest[] = [];
  for (const { cells, line } of hasHeader ? rows.slice(1) : rows) {
    const cell = (column: Column): string => cells[order.indexOf(column)] ?? '';
    const { request, wrong } = readRow(cell, base, models);
    if (wrong.length === 0) requests.push(request);
    else errors.push({ line, text: wrong.join(' ') });
  }
  return {
    ...withoutRepeats(requests),
    hasHeader,
    ignored: hasHeader ? heading.filter((cell, index) => cell !== '' && order[index] === null) : [],
    errors: errors.sort((a, b) => a.line - b.line),
  };
}

function readRow(cell: (column: Column) => string, base: SoundRequest, models: readonly string[]) {
  const wrong: string[] = [];
  const read = <Value>(column: Column, empty: Value, value: (text: string) => Value | null): Value => {
    const text = cell(column);
    if (text === '') return empty;
    const known = value(text);
    if (known === null) wrong.push(strings.badCell[column](shorten(text), BPM_MIN, BPM_MAX));
    return known ?? empty;
  };
  const prompt = cell('prompt');
  if (isBlank(prompt)) wrong.push(strings.noPrompt);
  else if (prompt.length > PROMPT_MAX) wrong.push(strings.longPrompt(prompt.length, PROMPT_MAX));
  else if (prompt.toWellFormed().includes('\uFFFD')) wrong.push(strings.unreadable);
  const tempo = read<{ bpm: number | null }>('bpm', { bpm: base.soundTempo }, readBpm);
  const request: SoundRequest = {
    ...base,
    prompt,
    soundKey: read('key', base.soundKey, parseKey),
    soundTempo: tempo.bpm,
    soundLoop: read('loop', base.soundLoop, readFlag),
    grabLyrics: read('lyrics', base.grabLyrics, readFlag),
    model: read('model', base.model, (name) => models.find((each) => each === name) ?? null),
    callBackUrl: read('callback', base.callBackUrl, readUrl),
  };
  return { request, wrong };
}

function readBpm(text: string): { bpm: number | null } | null {
  if (/^auto/i.test(text)) return { bpm: null };
  const bpm = parseBpm(text);
  return bpm === null ? null : { bpm };
}

const readUrl = (text: string): string | null =>
  /^https?:\/\//.test(text) && URL.canParse(text) ? text : null;
