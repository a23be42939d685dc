import Papa from 'papaparse';

import { parseBpm } from '#shared/bpm.ts';
import { parseKey } from '#shared/key/parse-key.ts';
import { PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { strings } from '../../strings/batch-strings.ts';
import { withoutRepeats, type Crossed } from './cross-grid.ts';

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
  /** As counted in the pasted text, from 1. */
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

/** Reads pasted lines (comma, semicolon or tab): what can be sent, and what is wrong with the rest, line by line. */
export function readCsv(text: string, base: SoundRequest, models: readonly string[]): CsvRead {
  const { data } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t', '|'] });
  const lines = data
    .map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const heading = lines[0]?.cells ?? [];
  const hasHeader = heading.some((cell) => NAMES.prompt.includes(squeeze(cell)));
  const order = hasHeader ? heading.map(columnOf) : PLAIN_ORDER;
  const errors: RowError[] = [];
  const requests: SoundRequest[] = [];
  for (const { cells, line } of hasHeader ? lines.slice(1) : lines) {
    const cell = (column: Column): string => cells[order.indexOf(column)] ?? '';
    const { request, wrong } = readRow(cell, base, models);
    if (wrong.length === 0) requests.push(request);
    else errors.push({ line, text: wrong.join(' ') });
  }
  return {
    ...withoutRepeats(requests),
    hasHeader,
    ignored: hasHeader ? heading.filter((cell, index) => cell !== '' && order[index] === null) : [],
    errors,
  };
}

function readRow(cell: (column: Column) => string, base: SoundRequest, models: readonly string[]) {
  const wrong: string[] = [];
  const read = <Value>(column: Column, empty: Value, value: (text: string) => Value | null): Value => {
    const text = cell(column);
    if (text === '') return empty;
    const known = value(text);
    if (known === null) wrong.push(strings.badCell[column](text));
    return known ?? empty;
  };
  const prompt = cell('prompt');
  if (prompt === '') wrong.push(strings.noPrompt);
  else if (prompt.length > PROMPT_MAX) wrong.push(strings.longPrompt(prompt.length));
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
  if (/^auto$/i.test(text)) return { bpm: null };
  const bpm = parseBpm(text);
  return bpm === null ? null : { bpm };
}

function readFlag(text: string): boolean | null {
  if (/^(true|yes|y|1|on|x|loop|lyrics)$/i.test(text)) return true;
  return /^(false|no|n|0|off|-)$/i.test(text) ? false : null;
}

const readUrl = (text: string): string | null =>
  /^https?:\/\//.test(text) && URL.canParse(text) ? text : null;
