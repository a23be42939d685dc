import { guardCell } from '#shared/csv-guard.ts';
import { takesOf, taskIdOf, type Task } from '#shared/task.ts';

type Cell = string | number | boolean | null;

const COLUMNS: [string, (task: Task) => Cell][] = [
  ['id', (task) => task.id],
  ['taskId', (task) => taskIdOf(task) ?? null],
  ['state', (task) => task.state],
  ['prompt', (task) => task.request.prompt],
  ['key', (task) => task.request.soundKey],
  ['bpm', (task) => task.request.soundTempo ?? 'auto'],
  ['loop', (task) => task.request.soundLoop],
  ['lyrics', (task) => task.request.grabLyrics],
  ['model', (task) => task.request.model],
  ['title', (task) => task.title],
  ['notes', (task) => task.notes],
  ['tags', (task) => task.tags.join(', ')],
  ['favourite', (task) => task.favourite],
  ['batch', (task) => task.batch?.name ?? null],
  ['takes', (task) => takesOf(task).length],
  [
    'seconds',
    (task) => ('takes' in task ? task.takes.map(({ durationS }) => durationS ?? '?').join(' ') : null),
  ],
  ['problem', (task) => ('problem' in task ? (task.problem?.code ?? null) : null)],
  ['connection', (task) => task.connection.name],
  ['createdAt', (task) => task.createdAt],
  ['updatedAt', (task) => task.updatedAt],
];

/** RFC 4180, every text quoted: a spreadsheet with another separator would divide it otherwise. */
function quote(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? `"${guardCell(cell).replaceAll('"', '""')}"` : String(cell);
}

const line = (cells: Cell[]): string => `${cells.map(quote).join(',')}\r\n`;

/** Without the mark at its start Excel takes UTF-8 for something else. */
export const csvHead = `\uFEFF${line(COLUMNS.map(([name]) => name))}`;
export const csvLine = (task: Task): string => line(COLUMNS.map(([, cell]) => cell(task)));
