import * as z from 'zod/mini';

import { DIALECT_NAMES, VENDOR_NAMES } from '#shared/connection.ts';
import { uuidSchema } from '#shared/id-schemas.ts';
import { IDEMPOTENCY_KEY, isTaskId } from '#shared/ids.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { BPM_MAX, BPM_MIN, REV_MAX, STORED_TEXT_MAX } from '#shared/limits.ts';
import { PROBLEM_CODES } from '#shared/problem.ts';
import { editsSchema } from '#shared/take-edits.ts';
import { STAGES, TASK_STATES, VERDICTS } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../../db/task-row.ts';

export const BACKUP_FORMAT = 'cuesmith-backup';
/** 2 says which connection; 1 had the vendor's address as `upstream`. */
export const BACKUP_VERSION = 2;
const VERSIONS_READ = [1, BACKUP_VERSION];
/** Its name inside a zip. */
export const BACKUP_NAME = 'cuesmith-backup.json';
/** Where a take's copy stands, in the data folder and in a zip alike. */
const TAKE_FILE = /^takes\/[\da-f-]{36}\/[1-9]\d{0,5}\.(mp3|wav|ogg|flac|m4a|aac)$/i;

/** What stays on this machine. Every other field of a row is in the backup. */
type LocalField =
  | ('seq' | 'event' | 'source' | 'secret' | 'sendAt' | 'attempts')
  | ('deadlineAt' | 'deadlineLeftMs' | 'deletedAt');
/** What was heard is measured again. */
type LocalTakeField = 'heard' | 'contentType' | 'size' | 'keepProblem' | 'keepReason' | 'tries' | 'nextTryAt';

// Bounds are those of storage, not of the form: what a vendor told and we kept must come back.
const text = z
  .string()
  .check(z.refine((value) => value.length <= STORED_TEXT_MAX, { error: 'is too long.' }));
const isLink = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');
const link = text.check(z.refine(isLink, { error: 'must be a full http:// or https:// address.' }));
const count = z.int().check(z.minimum(0));
const moment = z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000));
const uuid = uuidSchema('must be a UUID.');
const key = z.nullable(z.string().check(z.regex(IDEMPOTENCY_KEY)));
const taskId = z.nullable(z.string().check(z.refine(isTaskId, { error: 'is not a taskId.' })));

const problem = z.strictObject({
  code: z.enum(PROBLEM_CODES),
  message: text,
  field: z.exactOptional(text),
  reason: z.exactOptional(text),
  values: z.exactOptional(z.readonly(z.array(z.union([text, z.number()])))),
  vendorCode: z.exactOptional(z.number()),
  vendorMessage: z.exactOptional(text),
  charged: z.enum(['no', 'unsure', 'yes']),
  retryAt: z.exactOptional(text),
});

/** What may be unknown of a tracked task is null. */
const request = z.strictObject({
  prompt: z.nullable(text),
  model: z.nullable(text),
  soundLoop: z.nullable(z.boolean()),
  soundTempo: z.nullable(z.int().check(z.minimum(BPM_MIN), z.maximum(BPM_MAX))),
  soundKey: z.nullable(z.enum(SOUND_KEYS)),
  grabLyrics: z.nullable(z.boolean()),
  callBackUrl: z.optional(link),
});

const takeFields = {
  n: z.int().check(z.minimum(1), z.maximum(999_999)),
  audioId: text,
  title: text,
  durationS: z.nullable(z.number()),
  url: z.nullable(link),
  streamUrl: z.nullable(link),
  expiresAt: z.nullable(moment),
  verdict: z.optional(z.nullable(z.enum(VERDICTS))),
  /** Earlier releases did not write it. */
  edits: z.optional(editsSchema),
  file: z.nullable(z.string().check(z.regex(TAKE_FILE, { error: 'is not the name of a take.' }))),
} satisfies Record<Exclude<keyof StoredTake, LocalTakeField>, z.ZodMiniType>;
const take = z.strictObject(takeFields);
export type BackupTake = z.output<typeof take>;
export const TAKE_FIELDS = Object.keys(takeFields) as (keyof BackupTake)[];

const taskFields = {
  id: uuid,
  rev: z.int().check(z.minimum(1), z.maximum(REV_MAX)),
  state: z.enum(TASK_STATES),
  connection: text,
  key,
  bodyHash: text,
  taskId,
  createdAt: moment,
  updatedAt: moment,
  request,
  stage: z.nullable(z.enum(STAGES)),
  problem: z.nullable(problem),
  sentAt: z.nullable(moment),
  bytes: count,
  creditsBefore: z.nullable(z.number()),
  creditsAfter: z.nullable(z.number()),
  offeredTaskId: taskId,
  heard: z.array(text),
  notUnderstood: z.array(text),
  takes: z.array(take),
  resentFrom: z.nullable(uuid),
  /** Earlier releases did not write it. */
  resentAs: z._default(z.nullable(uuid), null),
  tracked: z.boolean(),
  title: text,
  notes: text,
  tags: z.array(text.check(z.minLength(1))),
  favourite: z.boolean(),
  batch: z.nullable(uuid),
  /** Earlier releases did not write it. */
  sentBy: z._default(z.nullable(text), null),
  endedAt: z.nullable(moment),
} satisfies Record<Exclude<keyof TaskRow, LocalField>, z.ZodMiniType>;

/** What a task must have in a state, so that it can be shown. */
const NEEDED: { field: 'taskId' | 'problem' | 'stage' | 'sentAt'; states: readonly string[] }[] = [
  { field: 'taskId', states: ['rendering', 'ready', 'failed'] },
  { field: 'problem', states: ['refused', 'unknown', 'dismissed', 'failed'] },
  { field: 'stage', states: ['rendering'] },
  { field: 'sentAt', states: ['sending', 'unknown', 'dismissed'] },
];

/** `door` is `source` of the row: the file's word stays as earlier releases wrote it. */
const door = z.enum(['page', 'keyed', 'keyless', 'tracked']);

export const taskSchema = z.strictObject({ ...taskFields, door }).check((context) => {
  const { state, takes, ...has } = context.value;
  const refuse = (path: (string | number)[], message: string) =>
    context.issues.push({ code: 'custom', path, message, input: null });
  for (const { field, states } of NEEDED)
    if (states.includes(state) && has[field] === null)
      refuse([field], `A task that is ${state} has a ${field}.`);
  for (const field of ['n', 'audioId', 'file'] as const) {
    const seen = new Set();
    const i = takes.findIndex(({ [field]: value }) => value !== null && seen.size === seen.add(value).size);
    if (i >= 0) refuse(['takes', i, field], 'is the same as that of another take.');
  }
});
export type BackupTask = z.output<typeof taskSchema>;
export const TASK_FIELDS = Object.keys(taskFields) as Exclude<keyof BackupTask, 'door'>[];

export const tombstoneSchema = z.strictObject({
  id: uuid,
  key,
  bodyHash: text,
  connection: text,
  taskId,
  problem: z.nullable(problem),
});
export type BackupTombstone = z.output<typeof tombstoneSchema>;

/** A conversion to WAV that was asked for: it can have cost, so it is asked for nowhere else again. */
export const wavSchema = z
  .strictObject({
    connection: text,
    taskId: text,
    audioId: text,
    state: z.enum(['accepted', 'unknown']),
    wavTaskId: taskId,
    problem: z.nullable(problem),
    url: z.nullable(link),
  })
  .check(
    z.refine(({ state, wavTaskId }) => state !== 'accepted' || wavTaskId !== null, {
      error: 'One that was accepted has a wavTaskId.',
      path: ['wavTaskId'],
    }),
  );
export type BackupWav = z.output<typeof wavSchema>;

/** Never its key. */
export const connectionSchema = z.strictObject({
  id: text.check(z.minLength(1)),
  name: text.check(z.minLength(1)),
  vendor: z.enum(['sandbox', ...VENDOR_NAMES]),
  baseUrl: z.nullable(link),
  dialect: z.enum(DIALECT_NAMES),
});
export type BackupConnection = z.output<typeof connectionSchema>;

export const batchSchema = z.strictObject({ id: uuid, name: text, createdAt: moment });
export type BackupBatch = z.output<typeof batchSchema>;

/** What stands beside the lists. */
export const headSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT, { error: 'This is not a backup of Cuesmith.' }),
  version: z.literal(VERSIONS_READ, {
    error: `This backup is of another version than ${BACKUP_VERSION}: update Cuesmith.`,
  }),
  exportedAt: z.iso.datetime(),
});
