import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import type { Problem, ProblemCode } from '#shared/problem.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';
import type {
  CancelledTask,
  DismissedTask,
  FailedTask,
  HeldTask,
  ReadyTask,
  RefusedTask,
  RenderingTask,
  SendingTask,
  Take,
  UnknownTask,
} from '#shared/task.ts';
import { untouched } from '#shared/task.ts';

/** Tasks as the page gets them, each state with good defaults. */
let made = 0;
const CREATED = '2026-11-22T10:00:00.000Z';

export const aRequest = (change: Partial<SoundRequest> = {}): SoundRequest => ({
  ...emptySound,
  prompt: 'soft rain',
  ...change,
});

/** A request of which every part is asked for, as a client sends it. */
export const aSound = (changes: Partial<SoundRequest> = {}): SoundRequest => ({
  prompt: 'soft rain',
  model: 'V5',
  soundLoop: true,
  soundTempo: 90,
  soundKey: 'Am',
  grabLyrics: false,
  ...changes,
});

function base(request: Partial<KnownRequest> = {}) {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    rev: 1,
    connection: { id: 'sandbox', name: 'Sandbox' },
    createdAt: CREATED,
    seq: made,
    updatedAt: CREATED,
    request: { ...aRequest(), ...request },
    ...untouched,
    by: null,
  };
}

export const aProblem = (code: ProblemCode, change: Partial<Problem> = {}): Problem => ({
  code,
  message: `Said by the server: ${code}.`,
  charged: 'no',
  ...change,
});

export const aTake = (id: string, n: number): Take => ({
  n,
  audioId: `audio-${n}`,
  title: '',
  durationS: 10.667,
  audio: `/api/tasks/${id}/takes/${n}/audio`,
  kept: true,
  expiresAt: null,
  verdict: null,
  edits: [],
});

export const aConnection = (change: Partial<Connection> = {}): Connection => ({
  id: 'sandbox',
  name: 'Sandbox',
  vendor: 'sandbox',
  host: 'sandbox',
  dialect: 'apibox',
  hasKey: true,
  keyHint: null,
  verified: true,
  models: ['V5'],
  pace: { count: 20, perMs: 10_000 },
  concurrency: 100,
  credits: null,
  keyPage: null,
  isDefault: true,
  isOnly: true,
  isFixed: true,
  scenarios: [],
  ...change,
});

const sound = () => ({ taskId: `vendor-task-${made}`, heard: [], notUnderstood: [], takes: [] });
const uncertain = () => ({
  problem: aProblem('outcome-unknown', { charged: 'unsure' }),
  sentAt: CREATED,
  bytes: 0,
});

export const heldTask = (change: Partial<HeldTask> = {}): HeldTask => ({
  ...base(),
  state: 'held',
  queue: { position: 1, sendAt: CREATED, waitsFor: 'turn' },
  ...change,
});
export const sendingTask = (change: Partial<SendingTask> = {}): SendingTask => ({
  ...base(),
  state: 'sending',
  sentAt: CREATED,
  ...change,
});
export const refusedTask = (code: ProblemCode, change: Partial<RefusedTask> = {}): RefusedTask => ({
  ...base(),
  state: 'refused',
  problem: aProblem(code),
  ...change,
});
export const unknownTask = (change: Partial<UnknownTask> = {}): UnknownTask => ({
  ...base(),
  ...uncertain(),
  state: 'unknown',
  ...change,
});
export const dismissedTask = (change: Partial<UnknownTask> = {}): DismissedTask => ({
  ...base(),
  ...uncertain(),
  ...change,
  state: 'dismissed',
});
export const renderingTask = (change: Partial<RenderingTask> = {}): RenderingTask => ({
  ...base(),
  ...sound(),
  state: 'rendering',
  stage: 'PENDING',
  ...change,
});
export function readyTask(change: Partial<ReadyTask> = {}): ReadyTask {
  const task: ReadyTask = { ...base(), ...sound(), state: 'ready' };
  return { ...task, takes: [aTake(task.id, 1), aTake(task.id, 2)], ...change };
}
export const failedTask = (code: ProblemCode, change: Partial<FailedTask> = {}): FailedTask => ({
  ...base(),
  ...sound(),
  state: 'failed',
  problem: aProblem(code, { charged: 'unsure' }),
  ...change,
});
export const cancelledTask = (change: Partial<CancelledTask> = {}): CancelledTask => ({
  ...base(),
  state: 'cancelled',
  ...change,
});
