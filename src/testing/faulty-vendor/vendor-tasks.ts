import { FRAME_MS } from './silent-mp3.ts';

/** How one accepted task goes on. */
export interface TaskPlan {
  /** Milliseconds from acceptance to the last stage. */
  renderMs: number;
  /** The status words, told in this order; the last one stays. */
  stages: readonly string[];
  /** `reads`: each record-info read is one stage further, however little time passed. */
  advancesBy: 'time' | 'reads';
  takes: number;
  casing: 'camel' | 'snake';
  times: 'epoch' | 'text';
  title: string;
  /** `SUCCESS` comes without any address. */
  withoutLinks: boolean;
  /** This many record-info reads say 404 before the task is known. */
  unknownReads: number;
  errorCode: number | null;
  errorMessage: string | null;
  links: LinkBehaviour;
  callbacks: CallbackBehaviour;
}

export type LinkBehaviour =
  | 'fine'
  | 'forbidden'
  | 'missing'
  | 'to-loopback'
  | 'in-circles'
  | 'html'
  | 'endless'
  | 'cut-short'
  | 'silent';
export type CallbackBehaviour = 'once' | 'none' | 'twice' | 'late' | 'forged';

export const WELL_BEHAVED: TaskPlan = {
  renderMs: 400,
  stages: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS', 'SUCCESS'],
  advancesBy: 'time',
  takes: 2,
  casing: 'camel',
  times: 'epoch',
  title: 'Faulty sound',
  withoutLinks: false,
  unknownReads: 0,
  errorCode: null,
  errorMessage: null,
  links: 'fine',
  callbacks: 'once',
};

export interface VendorTask {
  taskId: string;
  at: number;
  body: Record<string, unknown>;
  plan: TaskPlan;
  reads: number;
}

/** Take n is n × 10 frames longer than its predecessor. */
export const framesOf = (n: number) => 30 + n * 10;

const DONE = new Set(['SUCCESS', 'CALLBACK_EXCEPTION']);

function statusOf({ plan, at, reads }: VendorTask): string {
  const last = plan.stages.length - 1;
  const elapsed = plan.renderMs === 0 ? 1 : (Date.now() - at) / plan.renderMs;
  const step = plan.advancesBy === 'reads' ? reads - 1 - plan.unknownReads : Math.floor(elapsed * last);
  return plan.stages[Math.max(0, Math.min(step, last))] ?? 'PENDING';
}

/** The tracks as they are known at `status`; `base` is the vendor's own address. */
function tracksOf(task: VendorTask, status: string, base: string) {
  const { plan, taskId } = task;
  const heard = DONE.has(status) ? plan.takes : status === 'FIRST_SUCCESS' ? 1 : 0;
  return Array.from({ length: plan.takes }, (_, index) => {
    const n = index + 1;
    const file = `${base}/files/${taskId}/${n}.mp3`;
    const ready = n <= heard && !plan.withoutLinks;
    return {
      id: `${taskId}-${n}`,
      audioUrl: ready ? file : '',
      streamAudioUrl: status === 'PENDING' || plan.withoutLinks ? '' : file.replace(/\.mp3$/, ''),
      title: plan.title,
      tags: '',
      modelName: 'chirp-faulty',
      createTime:
        plan.times === 'epoch' ? task.at : new Date(task.at).toISOString().slice(0, 19).replace('T', ' '),
      duration: ready ? (framesOf(n) * FRAME_MS) / 1000 : null,
    };
  });
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const inSnakeCase = (track: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(track).map(([name, value]) => [name === 'createTime' ? name : snake(name), value]),
  );

/** `data` of record-info at this moment. */
export function recordOf(task: VendorTask, base: string) {
  const { plan, taskId } = task;
  const status = statusOf(task);
  const tracks = tracksOf(task, status, base);
  const response =
    status === 'PENDING'
      ? null
      : plan.casing === 'camel'
        ? { taskId, sunoData: tracks }
        : { taskId, data: tracks.map(inSnakeCase) };
  return {
    taskId,
    parentMusicId: '',
    param: JSON.stringify(task.body),
    response,
    status,
    type: 'GENERATE',
    operationType: 'sounds',
    errorCode: plan.errorCode,
    errorMessage: plan.errorMessage,
  };
}

/** What a callback of `type` carries. */
export function callbackOf(task: VendorTask, type: 'text' | 'first' | 'complete' | 'error', base: string) {
  const status = { text: 'TEXT_SUCCESS', first: 'FIRST_SUCCESS', complete: 'SUCCESS', error: 'PENDING' }[
    type
  ];
  const failed = type === 'error';
  return {
    code: failed ? (task.plan.errorCode ?? 501) : 200,
    msg: failed ? (task.plan.errorMessage ?? 'Audio generation failed') : 'All generated successfully.',
    data: {
      callbackType: type,
      task_id: task.taskId,
      data: failed ? null : tracksOf(task, status, base).map(inSnakeCase),
    },
  };
}
