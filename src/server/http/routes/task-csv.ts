import type { Task } from '#shared/task.ts';
import { taskIdOf } from '#shared/task.ts';

type Cell = string | number | boolean | null;

const COLUMNS: [string, (task: Task) => Cell][] = [
  ['id', (task) => task.id],
  ['taskId', (task) => taskIdOf(task) ?? null],
  ['state', (task) => task.state],
  ['prompt', (task) => task.request.prompt],
  ['key', (task) => task.request.soundKey],
  ['bpm', (task) => task.request.soundTempo],
  ['loop', (task) => task.request.soundLoop],
  ['lyrics', (task) => task.request.grabLyrics],
  ['model', (task) => task.request.model],
  ['title', (task) => task.title],
  ['notes', (task) => task.notes],
  ['tags', (task) => task.tags.join(', ')],
  ['favourite', (task) => task.favourite],
  ['batch', (task) => task.batch?.name ?? null],
  ['takes', (task) => ('takes' in task ? task.takes.length : 0)],
  [
    'seconds',
    (task) => ('takes' in task ? task.takes.map(({ durationS }) => durationS ?? '?').join(' ') : null),
  ],
  ['problem', (task) => ('problem' in task ? (task.problem?.code ?? null) : null)],
  ['upstream', (task) => task.upstream],
  ['createdAt', (task) => task.createdAt],
  ['updatedAt', (task) => task.updatedAt],
];

/** A spreadsheet runs what begins like a formula: such text gets the apostrophe that says it is text. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180 */
function quote(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: Cell[]): string => `${cells.map(quote).join(',')}\r\n`;

/** Without the mark at its start Excel takes UTF-8 for something else. */
export const csvHead = `\uFEFF${line(COLUMNS.map(([name]) => name))}`;
export const csvLine = (task: Task): string => line(COLUMNS.map(([, cell]) => cell(task)));
