import type { Problem } from '#shared/problem.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import type { Stage, TaskState } from '#shared/task.ts';

import type { SqlValue } from '../platform/sql.ts';

/** `page`: our own id is the key. `keyed` / `keyless`: the drop-in door. `tracked`: made elsewhere. */
export type TaskSource = 'page' | 'keyed' | 'keyless' | 'tracked';

export interface StoredTake {
  n: number;
  audioId: string;
  title: string;
  durationS: number | null;
  /** The finished file at the vendor; null while only a stream exists. */
  url: string | null;
  streamUrl: string | null;
  /** Epoch ms at which the vendor's link is taken to end. */
  expiresAt: number | null;
  /** Name of our copy in `files`; null until kept. */
  file: string | null;
  contentType: string | null;
  size: number | null;
  keepProblem: string | null;
  tries: number;
  /** Epoch ms; null when no more tries will follow. */
  nextTryAt: number | null;
}

/** One row of `tasks`, decoded. Times are epoch ms. */
export interface TaskRow {
  seq: number;
  id: string;
  rev: number;
  event: number;
  state: TaskState;
  upstream: string;
  door: TaskSource;
  key: string | null;
  bodyHash: string;
  taskId: string | null;
  createdAt: number;
  updatedAt: number;
  request: KnownRequest;
  stage: Stage | null;
  problem: Problem | null;
  sentAt: number | null;
  bytes: number;
  creditsBefore: number | null;
  creditsAfter: number | null;
  offeredTaskId: string | null;
  heard: string[];
  notUnderstood: string[];
  takes: StoredTake[];
  /** A take is still to be fetched. */
  unkept: boolean;
  resentFrom: string | null;
  tracked: boolean;
  title: string;
  notes: string;
  tags: string[];
  favourite: boolean;
  /** id of the batch it was sent in. */
  batch: string | null;
  secret: string | null;
  /** Held: not before. */
  sendAt: number;
  /** How often a slow-down sent it back. */
  attempts: number;
  deadlineAt: number | null;
  /** What was left of the deadline when another upstream took over. */
  deadlineLeftMs: number | null;
  endedAt: number | null;
  deletedAt: number | null;
}

type Kind = 'plain' | 'json' | 'flag';
const COLUMNS: [keyof TaskRow, string, Kind][] = [
  ['id', 'id', 'plain'],
  ['rev', 'rev', 'plain'],
  ['event', 'event', 'plain'],
  ['state', 'state', 'plain'],
  ['upstream', 'upstream', 'plain'],
  ['door', 'door', 'plain'],
  ['key', 'key', 'plain'],
  ['bodyHash', 'body_hash', 'plain'],
  ['taskId', 'task_id', 'plain'],
  ['createdAt', 'created_at', 'plain'],
  ['updatedAt', 'updated_at', 'plain'],
  ['request', 'request', 'json'],
  ['stage', 'stage', 'plain'],
  ['problem', 'problem', 'json'],
  ['sentAt', 'sent_at', 'plain'],
  ['bytes', 'bytes', 'plain'],
  ['creditsBefore', 'credits_before', 'plain'],
  ['creditsAfter', 'credits_after', 'plain'],
  ['offeredTaskId', 'offered_task_id', 'plain'],
  ['heard', 'heard', 'json'],
  ['notUnderstood', 'not_understood', 'json'],
  ['takes', 'takes', 'json'],
  ['unkept', 'unkept', 'flag'],
  ['resentFrom', 'resent_from', 'plain'],
  ['tracked', 'tracked', 'flag'],
  ['title', 'title', 'plain'],
  ['notes', 'notes', 'plain'],
  ['tags', 'tags', 'json'],
  ['favourite', 'favourite', 'flag'],
  ['batch', 'batch', 'plain'],
  ['secret', 'secret', 'plain'],
  ['sendAt', 'send_at', 'plain'],
  ['attempts', 'attempts', 'plain'],
  ['deadlineAt', 'deadline_at', 'plain'],
  ['deadlineLeftMs', 'deadline_left_ms', 'plain'],
  ['endedAt', 'ended_at', 'plain'],
  ['deletedAt', 'deleted_at', 'plain'],
];

export interface Cell {
  column: string;
  value: SqlValue;
}

/** All cells of an entry, or those of some fields. */
export function encode(entry: Omit<TaskRow, 'seq'>, only?: ReadonlySet<keyof TaskRow>): Cell[] {
  const cells: Cell[] = [];
  for (const [field, column, kind] of COLUMNS)
    if (!only || only.has(field))
      cells.push({ column, value: toCell(entry[field as keyof typeof entry], kind) });
  return cells;
}

function toCell(value: TaskRow[keyof TaskRow], kind: Kind): SqlValue {
  if (value === null) return null;
  if (kind === 'json') return JSON.stringify(value);
  // Plain columns hold text and numbers only, as TaskRow declares them.
  return kind === 'flag' ? Number(value) : (value as string | number);
}

export function decode(row: unknown): TaskRow {
  const cells = row as Record<string, SqlValue>;
  const entry: Record<string, unknown> = { seq: cells['seq'] };
  for (const [field, column, kind] of COLUMNS) {
    const cell = cells[column] ?? null;
    if (kind === 'flag') entry[field] = cell === 1;
    else entry[field] = kind === 'json' && typeof cell === 'string' ? JSON.parse(cell) : cell;
  }
  // The columns above are exactly Entry's fields, and only encode() writes them.
  return entry as unknown as TaskRow;
}

export const emptyRow = {
  rev: 0,
  event: 0,
  key: null,
  taskId: null,
  stage: null,
  problem: null,
  sentAt: null,
  bytes: 0,
  creditsBefore: null,
  creditsAfter: null,
  offeredTaskId: null,
  heard: [],
  notUnderstood: [],
  takes: [],
  unkept: false,
  resentFrom: null,
  tracked: false,
  title: '',
  notes: '',
  tags: [],
  favourite: false,
  batch: null,
  secret: null,
  sendAt: 0,
  attempts: 0,
  deadlineAt: null,
  deadlineLeftMs: null,
  endedAt: null,
  deletedAt: null,
} satisfies Partial<TaskRow>;
