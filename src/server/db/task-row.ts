import * as z from 'zod/mini';

import { unknownSound } from '#shared/empty-sound.ts';
import type { NotKept } from '#shared/messages/not-kept.ts';
import type { Problem } from '#shared/problem.ts';
import type { KnownRequest } from '#shared/sound-request.ts';
import { editsSchema, type TakeEdit } from '#shared/take-edits.ts';
import { heardSchema, type Heard } from '#shared/take/take-heard.ts';
import {
  STAGES,
  TASK_STATES,
  untouched,
  VERDICTS,
  type Stage,
  type TaskState,
  type Verdict,
} from '#shared/task.ts';

import type { SqlValue } from '../platform/sql.ts';
import {
  flag,
  isCount,
  isMoment,
  isReal,
  isText,
  json,
  nullable,
  oneOf,
  plain,
  type Column,
} from './row-columns.ts';

/** `page`: the task's own id is its idempotency key. `keyed`, `keyless`: drop-in. `tracked`: made elsewhere. */
const SOURCES = ['page', 'keyed', 'keyless', 'tracked'] as const;
export type TaskSource = (typeof SOURCES)[number];

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
  /** The same by code; absent in rows of earlier releases. */
  keepReason?: NotKept | undefined;
  tries: number;
  /** Epoch ms; null when no more tries will follow. */
  nextTryAt: number | null;
  /** What a person decided; absent in rows of earlier releases. */
  verdict?: Verdict | null | undefined;
  /** Absent until a page has measured it. */
  heard?: Heard | undefined;
  /** Absent where nothing was edited. */
  edits?: TakeEdit[] | undefined;
}

/** One row of `tasks`, decoded. Times are epoch ms. */
export interface TaskRow {
  seq: number;
  id: string;
  rev: number;
  event: number;
  state: TaskState;
  connection: string;
  source: TaskSource;
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
  resentFrom: string | null;
  /** The task that this one was sent again as. */
  resentAs: string | null;
  tracked: boolean;
  title: string;
  notes: string;
  tags: string[];
  favourite: boolean;
  /** id of the batch it was sent in. */
  batch: string | null;
  /** Name of the token that it was sent by. */
  sentBy: string | null;
  secret: string | null;
  /** Held: not before. */
  sendAt: number;
  /** How often a slow-down sent it back. */
  attempts: number;
  deadlineAt: number | null;
  /** What was left of the deadline when another vendor took over. */
  deadlineLeftMs: number | null;
  endedAt: number | null;
  deletedAt: number | null;
}

type Field = Exclude<keyof TaskRow, 'seq'>;

const text = z.nullable(z.string());
const moment = z.nullable(z.number());
const requestSchema = z.object({
  prompt: text,
  model: text,
  soundLoop: z.nullable(z.boolean()),
  soundTempo: z.nullable(z.number()),
  soundKey: text,
  grabLyrics: z.nullable(z.boolean()),
});
const problemSchema = z.nullable(z.object({ code: z.string(), message: z.string(), charged: z.string() }));
const { catch: otherwise } = z;
const notKeptSchema = z.object({ code: z.string(), values: z.array(z.union([z.string(), z.number()])) });
const takesSchema = z.array(
  z.object({
    n: z.int(),
    audioId: z.string(),
    title: z.string(),
    durationS: moment,
    url: text,
    streamUrl: text,
    expiresAt: moment,
    file: text,
    contentType: text,
    size: moment,
    keepProblem: text,
    tries: z.number(),
    nextTryAt: moment,
    // Damaged, the sentence stands for it.
    keepReason: otherwise(z.optional(notKeptSchema), undefined),
    verdict: z.optional(z.nullable(z.enum(VERDICTS))),
    // Damaged, it is measured again.
    heard: otherwise(z.optional(heardSchema), undefined),
    // Damaged edits are not worth a take.
    edits: otherwise(z.optional(editsSchema), []),
  }),
);
const textsSchema = z.array(z.string());

const COLUMNS: { [Name in Field]: Column<TaskRow[Name]> } = {
  id: plain('id', isText, ''),
  rev: plain('rev', isCount, 1),
  event: plain('event', isCount, 0),
  state: plain('state', oneOf(TASK_STATES), 'unknown'),
  connection: plain('connection', isText, ''),
  source: plain('source', oneOf(SOURCES), 'tracked'),
  key: nullable('key', isText),
  bodyHash: plain('body_hash', isText, ''),
  taskId: nullable('task_id', isText),
  createdAt: plain('created_at', isMoment, 0),
  updatedAt: plain('updated_at', isMoment, 0),
  request: json('request', requestSchema, unknownSound),
  stage: nullable('stage', oneOf(STAGES)),
  problem: json<Problem | null>('problem', problemSchema, null),
  sentAt: nullable('sent_at', isMoment),
  bytes: plain('bytes', isCount, 0),
  creditsBefore: nullable('credits_before', isReal),
  creditsAfter: nullable('credits_after', isReal),
  offeredTaskId: nullable('offered_task_id', isText),
  heard: json<string[]>('heard', textsSchema, []),
  notUnderstood: json<string[]>('not_understood', textsSchema, []),
  takes: json<StoredTake[]>('takes', takesSchema, []),
  resentFrom: nullable('resent_from', isText),
  resentAs: nullable('resent_as', isText),
  tracked: flag('tracked'),
  title: plain('title', isText, ''),
  notes: plain('notes', isText, ''),
  tags: json<string[]>('tags', textsSchema, []),
  favourite: flag('favourite'),
  batch: nullable('batch', isText),
  sentBy: nullable('sent_by', isText),
  secret: nullable('secret', isText),
  sendAt: plain('send_at', isMoment, 0),
  attempts: plain('attempts', isCount, 0),
  deadlineAt: nullable('deadline_at', isMoment),
  deadlineLeftMs: nullable('deadline_left_ms', isCount),
  endedAt: nullable('ended_at', isMoment),
  deletedAt: nullable('deleted_at', isMoment),
};
// Object.keys forgets what the keys of a record are.
const FIELDS = Object.keys(COLUMNS) as Field[];

/** node:sqlite throws on an integer above 2^53, which would hide every other row of the answer. */
const readable = (column: string): string =>
  `iif(${column} BETWEEN ${Number.MIN_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER} OR typeof(${column}) <> 'integer', ${column}, NULL) AS ${column}`;

/** What every SELECT of task rows reads. */
export const TASK_COLUMNS = [
  'seq',
  ...FIELDS.map((field) => COLUMNS[field]).map(({ column, isInteger }) =>
    isInteger ? readable(column) : column,
  ),
].join(', ');

export interface Cell {
  column: string;
  value: SqlValue;
}

/** The cells of these fields. */
export function encode(row: Omit<TaskRow, 'seq'>, only: ReadonlySet<keyof TaskRow> | null = null): Cell[] {
  const fields = only === null ? FIELDS : FIELDS.filter((field) => only.has(field));
  const cells = fields.map((field): Cell => {
    // Each column encodes the field that it stands for.
    const { column, encode: toCell } = COLUMNS[field] as Column<unknown>;
    return { column, value: toCell(row[field]) };
  });
  return fields.includes('takes') ? [...cells, ...downloadCells(row.takes)] : cells;
}

/** Derived of the takes: the first download that is due, and the host that it comes from. */
function downloadCells(takes: readonly StoredTake[]): Cell[] {
  const [next] = takes
    .flatMap(({ nextTryAt, url }) => (nextTryAt === null ? [] : [{ nextTryAt, url }]))
    .sort((a, b) => a.nextTryAt - b.nextTryAt);
  return [
    { column: 'next_download_at', value: next?.nextTryAt ?? null },
    { column: 'download_host', value: hostOf(next?.url ?? null) },
  ];
}

/** The host of an address; empty when it has none. */
export const hostOf = (url: string | null): string => (url === null ? '' : (URL.parse(url)?.host ?? ''));

const damaged: Problem = {
  code: 'server-error',
  message: 'The data of this task is damaged on the disk. What could be read is shown.',
  charged: 'unsure',
};

/** What each state must have, whatever became of its cells. */
function repair(row: TaskRow): TaskRow {
  const state =
    row.taskId === null && ['rendering', 'ready', 'failed'].includes(row.state) ? 'unknown' : row.state;
  const hasProblem = ['refused', 'unknown', 'dismissed', 'failed'].includes(state);
  const wasSent = ['sending', 'unknown', 'dismissed'].includes(state);
  return {
    ...row,
    state,
    stage: state === 'rendering' ? (row.stage ?? 'PENDING') : row.stage,
    problem: hasProblem ? (row.problem ?? damaged) : row.problem,
    sentAt: wasSent ? (row.sentAt ?? row.updatedAt) : row.sentAt,
  };
}

/**
 * One row as it was read with `TASK_COLUMNS`. A damaged cell is given a neutral value, so that it hides neither its
 * task nor any other.
 * @param onDamage told which columns were damaged
 */
export function decode(
  cells: unknown,
  onDamage: (columns: string[], id: string) => void = () => {},
): TaskRow {
  const read = cells as Record<string, SqlValue>;
  const broken: string[] = [];
  const decodeField = <Name extends Field>(field: Name): [Name, TaskRow[Name]] => {
    const { column, decode, fallback } = COLUMNS[field];
    const value = decode(read[column] ?? null);
    if (value === undefined) broken.push(column);
    return [field, value === undefined ? fallback : value];
  };
  // Every field of TaskRow but `seq` is in FIELDS.
  const row = { seq: read['seq'], ...Object.fromEntries(FIELDS.map(decodeField)) } as unknown as TaskRow;
  const whole = repair(row);
  for (const field of ['state', 'stage', 'problem', 'sentAt'] as const)
    if (whole[field] !== row[field]) broken.push(COLUMNS[field].column);
  if (broken.length > 0) onDamage(broken, row.id);
  return whole;
}

/** Of a task that was not sent yet, as a backup has it too. */
export const unsentFields = {
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
  ...untouched,
  sentBy: null,
  endedAt: null,
} satisfies Partial<TaskRow>;

export const emptyRow = {
  ...unsentFields,
  rev: 0,
  event: 0,
  key: null,
  secret: null,
  sendAt: 0,
  attempts: 0,
  deadlineAt: null,
  deadlineLeftMs: null,
  deletedAt: null,
} satisfies Partial<TaskRow>;
