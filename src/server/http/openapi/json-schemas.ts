import { DIALECT_NAMES, VENDOR_NAMES } from '#shared/connection.ts';
import { PROBLEM_CODES } from '#shared/problem.ts';
import { TASK_STATES } from '#shared/task.ts';

export type JsonSchema = Record<string, unknown>;

const text: JsonSchema = { type: 'string' };
const instant: JsonSchema = { type: 'string', format: 'date-time' };
const uuid: JsonSchema = { type: 'string', format: 'uuid' };
const orNull = (type: string): JsonSchema => ({ type: [type, 'null'] });

export const ref = (name: keyof typeof ANSWER_SCHEMAS): JsonSchema => ({
  $ref: `#/components/schemas/${name}`,
});
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const record = (required: JsonSchema, optional: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
});

const take = record(
  {
    n: { type: 'integer', minimum: 1 },
    audioId: text,
    title: text,
    durationS: orNull('number'),
    audio: { ...text, description: 'Where its bytes are, on this server.' },
    kept: { type: 'boolean' },
    expiresAt: orNull('string'),
  },
  {
    verdict: { enum: ['keep', 'reject', null] },
    heard: { type: ['object', 'null'] },
    edits: { type: 'array' },
    keepProblem: { ...text, description: 'Why no copy of it could be kept, in one sentence.' },
    keepReason: record({
      code: { ...text, description: 'The sentence by code: linkEnded.' },
      values: { type: 'array', items: { type: ['string', 'number'] }, description: 'What it names.' },
    }),
  },
);

const task = record(
  {
    id: uuid,
    rev: { type: 'integer', description: 'Grows with each change: keep the higher one.' },
    state: { enum: TASK_STATES },
    connection: record({ id: text, name: text }),
    createdAt: instant,
    seq: { type: 'integer', description: 'Order of those made at the same instant.' },
    updatedAt: instant,
    request: { type: 'object', description: 'As on the wire; null for what a tracked task did not know.' },
    resentFrom: orNull('string'),
    tracked: { type: 'boolean' },
    title: text,
    notes: text,
    tags: listOf(text),
    favourite: { type: 'boolean' },
  },
  {
    taskId: { ...text, description: "The vendor's id: rendering, ready, failed." },
    stage: { enum: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS'] },
    takes: listOf(take),
    heard: listOf(text),
    problem: { $ref: '#/components/schemas/Problem' },
    queue: record({
      position: { type: 'integer' },
      sendAt: orNull('string'),
      waitsFor: { enum: ['turn', 'batch', 'connection'] },
    }),
    sentAt: instant,
    deletedAt: instant,
    resentAs: orNull('string'),
    by: {
      ...orNull('string'),
      description: 'Whose token it was sent by, where there are several workspaces.',
    },
  },
);

const connection = record(
  {
    id: text,
    name: text,
    vendor: { enum: ['sandbox', ...VENDOR_NAMES] },
    host: text,
    dialect: { enum: DIALECT_NAMES },
    hasKey: { type: 'boolean' },
    keyHint: {
      ...orNull('string'),
      description: 'The last four characters; the key itself is in no answer.',
    },
    models: listOf(text),
    pace: record({ count: { type: 'integer' }, perMs: { type: 'number' } }),
    concurrency: { type: 'integer' },
    credits: orNull('number'),
    isDefault: { type: 'boolean' },
  },
  { silentSince: instant, keyPage: orNull('string'), isFixed: { type: 'boolean' } },
);

/** What answers look like, by name. */
export const ANSWER_SCHEMAS = {
  Problem: record(
    {
      code: { enum: PROBLEM_CODES },
      message: { ...text, description: 'One plain sentence.' },
      charged: { enum: ['no', 'unsure', 'yes'], description: 'Whether the vendor took credits for it.' },
    },
    {
      field: { ...text, description: 'Path of the field that is wrong: tasks.3.request.soundKey.' },
      reason: { ...text, description: 'The sentence by code: bpmMax.' },
      values: { type: 'array', items: { type: ['string', 'number'] }, description: 'What it names.' },
      vendorCode: { type: 'integer' },
      vendorMessage: text,
      retryAt: instant,
    },
  ),
  Envelope: record(
    {
      code: { type: 'integer', description: '200 is yes; else read this before the HTTP status.' },
      msg: text,
    },
    { data: {}, problem: { $ref: '#/components/schemas/Problem' } },
  ),
  Take: take,
  Task: task,
  TaskPage: record({
    tasks: listOf({ $ref: '#/components/schemas/Task' }),
    next: { ...orNull('string'), description: 'The cursor of the next page.' },
    total: { type: 'integer' },
    eventId: { type: 'integer', description: 'Start the event stream with ?after= this.' },
  }),
  Connection: connection,
} as const satisfies Record<string, JsonSchema>;
