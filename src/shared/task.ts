import type { ConnectionRef } from './connection.ts';
import type { NotKept } from './messages/not-kept.ts';
import type { Problem } from './problem.ts';
import type { KnownRequest } from './sound-request.ts';
import type { TakeEdit } from './take-edits.ts';
import type { Heard } from './take/take-heard.ts';

/** How far a rendering task is; within `rendering` it only advances. */
export const STAGES = ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS'] as const;
export type Stage = (typeof STAGES)[number];

export const TASK_STATES = [
  'held',
  'sending',
  'refused',
  'unknown',
  'rendering',
  'ready',
  'failed',
  'cancelled',
  'dismissed',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What a person decided about a take. */
export const VERDICTS = ['keep', 'reject'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One rendered audio of a task. */
export interface Take {
  /** 1 for take A, 2 for take B, … */
  n: number;
  audioId: string;
  title: string;
  durationS: number | null;
  /** Path on this server that plays it. */
  audio: string;
  /** A copy is in the data folder. */
  kept: boolean;
  /** ISO time at which the vendor's link ends, while no copy is kept, past where there is no link; null when kept or not known. */
  expiresAt: string | null;
  /** Why no copy could be kept, in one English sentence; absent when all is well. */
  keepProblem?: string;
  /** The same by code; absent in what earlier releases wrote. */
  keepReason?: NotKept;
  /** What the person decided about it. */
  verdict: Verdict | null;
  /** What was done to it in the inspector, in this order; its audio is the original all the same. */
  edits: TakeEdit[];
  /** Absent until a page has measured it. */
  heard?: Heard;
}

interface TaskBase {
  /** UUID made at the press of Generate; also its idempotency key. */
  id: string;
  /** Grows with each change; the higher one wins, whichever way it came. */
  rev: number;
  /** The one it was made for; sent to and asked for by no other. */
  connection: ConnectionRef;
  createdAt: string;
  /** Grows with each task made: the order of those with one `createdAt`, as a batch has. */
  seq: number;
  updatedAt: string;
  request: KnownRequest;
  /** id of the task this one sends again. */
  resentFrom: string | null;
  /** id of the task that this one was sent again as. */
  resentAs: string | null;
  /** Made elsewhere and followed here by its taskId. */
  tracked: boolean;
  title: string;
  notes: string;
  tags: string[];
  favourite: boolean;
  /** The batch it was sent in; null when it was sent alone. */
  batch: { id: string; name: string } | null;
  /** Name of the token that it was sent by, where there are several workspaces. */
  by: string | null;
  /** ISO time; only on a task that can still be restored. */
  deletedAt?: string;
}

/** Of a task that nobody has named, noted, sent again or put in a batch. */
export const untouched = {
  resentFrom: null,
  resentAs: null,
  tracked: false,
  title: '',
  notes: '',
  tags: [],
  favourite: false,
  batch: null,
} satisfies Partial<TaskBase>;

interface Sound {
  taskId: string;
  /** What the sandbox understood of the prompt: `rain (soft)`. Empty for a vendor. */
  heard: string[];
  /** Words of the prompt the sandbox had no sound for. Empty for a vendor. */
  notUnderstood: string[];
  takes: Take[];
}

export type HeldTask = TaskBase & {
  state: 'held';
  /**
   * `position` counts, from 1, only what will be sent. `waitsFor`: for its turn; for its paused batch to be resumed; for its
   * connection to be in use again. Only a turn comes by itself: else `sendAt` is null.
   */
  queue: { position: number; sendAt: string | null; waitsFor: 'turn' | 'batch' | 'connection' };
  problem?: Problem;
};
export type SendingTask = TaskBase & { state: 'sending'; sentAt: string };
export type RefusedTask = TaskBase & { state: 'refused'; problem: Problem };
interface Uncertain {
  problem: Problem;
  sentAt: string;
  /** How many bytes of answer came. */
  bytes: number;
  creditsBefore?: number;
  creditsAfter?: number;
  /** A taskId read from a cut answer, whose record did not match the prompt. */
  offeredTaskId?: string;
}
export type UnknownTask = TaskBase & Uncertain & { state: 'unknown' };
/** No longer followed. Its taskId and takes are there if it had begun to render. */
export type DismissedTask = TaskBase & Uncertain & { state: 'dismissed' } & (Sound | { taskId?: never });
export type RenderingTask = TaskBase &
  Sound & {
    state: 'rendering';
    stage: Stage;
    /** ISO time since when it takes longer than usual; absent until then. */
    slowSince?: string;
  };
export type ReadyTask = TaskBase & Sound & { state: 'ready' };
export type FailedTask = TaskBase & Sound & { state: 'failed'; problem: Problem };
export type CancelledTask = TaskBase & { state: 'cancelled' };

/** One submission. A union on `state`: a field exists only where it means something. */
export type Task =
  | HeldTask
  | SendingTask
  | RefusedTask
  | UnknownTask
  | RenderingTask
  | ReadyTask
  | FailedTask
  | CancelledTask
  | DismissedTask;

/** States that change by themselves. */
export const isLive = (task: Pick<Task, 'state'>): boolean =>
  task.state === 'held' || task.state === 'sending' || task.state === 'rendering';

/** The taskId, in the states that have one. */
export const taskIdOf = (task: Task): string | undefined => ('taskId' in task ? task.taskId : undefined);

/** Its takes, so far; none in a state that has none. */
export const takesOf = (task: Task): readonly Take[] => ('takes' in task ? task.takes : []);

/** `A`, `B`, … for take 1, 2, … */
export const takeLetter = (n: number): string => String.fromCharCode(64 + n);

/** The vendor names its takes, and the task after them; that is no title a person gave. */
export const ownTitle = (title: string, takes: readonly { title: string }[]): string =>
  takes.some((take) => take.title === title) ? '' : title;
