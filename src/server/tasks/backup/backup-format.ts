import * as z from 'zod/mini';

import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import { BATCH_NAME_MAX, BPM_MAX, BPM_MIN, PROMPT_MAX } from '#shared/limits.ts';
import { PROBLEM_CODES } from '#shared/problem.ts';
import { tagsSchema } from '#shared/tags.ts';
import { STAGES, TASK_STATES } from '#shared/task.ts';

export const BACKUP_FORMAT = 'cuesmith-backup';
export const BACKUP_VERSION = 1;
/** Its name inside a zip. */
export const BACKUP_NAME = 'cuesmith-backup.json';
/** Where a take's copy stands, in the data folder and in a zip alike. */
export const TAKE_FILE = /^takes\/[\da-f-]{36}\/[1-9]\d{0,3}\.(mp3|wav|ogg|flac|m4a|aac)$/i;

const text = (max: number) => z.string().check(z.maxLength(max, { error: `longer than ${max} characters.` }));
const link = z.nullable(
  z.url({ protocol: /^https?$/, error: 'must be a full http:// or https:// address.' }),
);
const count = z.int().check(z.minimum(0));
const moment = z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000));
const uuid = z.uuid({ error: 'must be a UUID.' });
const key = z.nullable(z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)));
const taskId = z.nullable(z.string().check(z.regex(/^[\w.:-]{1,128}$/)));

const problem = z.strictObject({
  code: z.enum(PROBLEM_CODES),
  message: text(2000),
  field: z.exactOptional(text(200)),
  vendorCode: z.exactOptional(z.number()),
  vendorMessage: z.exactOptional(text(4000)),
  charged: z.enum(['no', 'unsure', 'yes']),
  retryAt: z.exactOptional(text(40)),
});

/** What may be unknown of a tracked task is null. */
const request = z.strictObject({
  prompt: z.nullable(text(PROMPT_MAX)),
  model: z.nullable(text(100)),
  soundLoop: z.nullable(z.boolean()),
  soundTempo: z.nullable(z.int().check(z.minimum(BPM_MIN), z.maximum(BPM_MAX))),
  soundKey: z.nullable(z.enum(SOUND_KEYS)),
  grabLyrics: z.nullable(z.boolean()),
  callBackUrl: z.optional(z.url({ protocol: /^https?$/ })),
});

const take = z.strictObject({
  n: z.int().check(z.minimum(1), z.maximum(9999)),
  audioId: text(200),
  title: text(2000),
  durationS: z.nullable(z.number()),
  url: link,
  streamUrl: link,
  expiresAt: z.nullable(moment),
  file: z.nullable(z.string().check(z.regex(TAKE_FILE, { error: 'is not the name of a take.' }))),
});
export type BackupTake = z.output<typeof take>;

const task = z
  .strictObject({
    id: uuid,
    rev: z.int().check(z.minimum(1)),
    state: z.enum(TASK_STATES),
    upstream: text(300),
    door: z.enum(['page', 'keyed', 'keyless', 'tracked']),
    key,
    bodyHash: text(64),
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
    heard: z.array(text(200)).check(z.maxLength(200)),
    notUnderstood: z.array(text(PROMPT_MAX)).check(z.maxLength(PROMPT_MAX)),
    takes: z.array(take).check(z.maxLength(100)),
    resentFrom: z.nullable(uuid),
    tracked: z.boolean(),
    title: text(2000),
    notes: text(4000),
    tags: tagsSchema,
    favourite: z.boolean(),
    batch: z.nullable(uuid),
    endedAt: z.nullable(moment),
  })
  .check((context) => {
    const { state, ...has } = context.value;
    const need = (states: string[], field: 'taskId' | 'problem' | 'stage' | 'sentAt') => {
      if (!states.includes(state) || has[field] !== null) return;
      const message = `A task that is ${state} has a ${field}.`;
      context.issues.push({ code: 'custom', path: [field], message, input: null });
    };
    need(['rendering', 'ready', 'failed'], 'taskId');
    need(['refused', 'unknown', 'dismissed', 'failed'], 'problem');
    need(['rendering'], 'stage');
    need(['sending', 'unknown', 'dismissed'], 'sentAt');
  });
export type BackupTask = z.output<typeof task>;

const tombstone = z.strictObject({
  id: uuid,
  key,
  bodyHash: text(64),
  upstream: text(300),
  taskId,
  problem: z.nullable(problem),
});
export type BackupTombstone = z.output<typeof tombstone>;

const batch = z.strictObject({ id: uuid, name: text(BATCH_NAME_MAX), createdAt: moment });
export type BackupBatch = z.output<typeof batch>;

export const taskSchema = task;
export const frameSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT, { error: 'This is not a backup of Cuesmith.' }),
  version: z.literal(BACKUP_VERSION, {
    error: `This backup is of another version than ${BACKUP_VERSION}: update Cuesmith.`,
  }),
  exportedAt: z.iso.datetime(),
  tasks: z.array(z.unknown()),
  batches: z.array(batch),
  tombstones: z.array(tombstone),
});

export interface Backup {
  exportedAt: string;
  tasks: BackupTask[];
  batches: BackupBatch[];
  tombstones: BackupTombstone[];
}
