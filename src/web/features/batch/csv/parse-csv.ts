interface CsvRecord {
  /** Where it begins in the text, from 1. */
  line: number;
  cells: string[];
}

interface ParsedCsv {
  records: CsvRecord[];
  /** Lines whose quotes do not pair. After one that is never closed nothing more can be read. */
  broken: { line: number; isUnclosed: boolean }[];
}

/** RFC 4180, and a quote within an unquoted cell is a letter. What cannot be read for sure is no record. */
export function parseCsv(text: string, delimiter: string): ParsedCsv {
  const records: CsvRecord[] = [];
  const broken: ParsedCsv['broken'] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record = readRecord(text, at, delimiter);
    if (record.isUnclosed || record.isBroken) broken.push({ line, isUnclosed: record.isUnclosed });
    else records.push({ line, cells: record.cells });
    line += (text.slice(at, record.end).match(/\r\n|\r|\n/g) ?? []).length;
    at = record.end;
  }
  return { records, broken };
}

const PLAIN_END = /[\r\n]/;

/** One record, and where the next begins. */
function readRecord(text: string, start: number, delimiter: string) {
  const cells: string[] = [];
  let isBroken = false;
  let at = start;
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null;
    if (quoted?.end === null) return { cells, end: text.length, isBroken, isUnclosed: true };
    let end = quoted?.end ?? at;
    const from = end;
    while (end < text.length && text[end] !== delimiter && !PLAIN_END.test(text.charAt(end))) end += 1;
    const rest = text.slice(from, end);
    if (quoted && rest.trim() !== '') isBroken = true;
    cells.push(quoted ? quoted.cell : rest);
    if (text[end] === delimiter) {
      at = end + 1;
      continue;
    }
    const next = text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
    return { cells, end: next, isBroken, isUnclosed: false };
  }
}

/** From its opening quote; `end` is null where the closing one is missing. */
function readQuoted(text: string, start: number): { cell: string; end: number | null } {
  let cell = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { cell, end: null };
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 };
    cell += '"';
    at = quote + 2;
  }
}
