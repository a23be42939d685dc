import { randomBytes } from 'node:crypto';

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
  /** How the answer to the submission writes the taskId. */
  answerAs: AnswerForm;
  /** `SUCCESS` comes without any address. */
  withoutLinks: boolean;
  /** The addresses of audio come only after so many reads of the record. */
  linkedAfterReads: number;
  /** Where the audio is served: the vendor's own address, unless it is given. */
  filesAt: string | null;
  /** Laid over `data` of record-info once the last stage is reached. */
  lastRecord: Record<string, unknown>;
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
  | 'silent'
  /** 200 with no bytes. */
  | 'empty';
type AnswerForm = 'object' | 'number' | 'data' | 'number-data' | 'list' | 'top' | 'several';
type CallbackBehaviour = 'once' | 'none' | 'twice' | 'late' | 'forged';

export const WELL_BEHAVED: TaskPlan = {
  renderMs: 400,
  stages: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS', 'SUCCESS'],
  advancesBy: 'time',
  takes: 2,
  casing: 'camel',
  times: 'epoch',
  title: 'Faulty sound',
  answerAs: 'object',
  withoutLinks: false,
  linkedAfterReads: 0,
  filesAt: null,
  lastRecord: {},
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

const DIGITS = 19;

/** A taskId of the kind that this form can hold. */
export function newTaskId(form: AnswerForm): string {
  if (form !== 'number' && form !== 'number-data') return randomBytes(16).toString('hex');
  const digits = randomBytes(DIGITS).map((byte) => byte % 10);
  return `1${[...digits].join('').slice(1)}`;
}

/** The body that accepts a submission, as text: a number may hold more digits than JavaScript's. */
export function acceptedText(form: AnswerForm, taskId: string): string {
  const success = (data: string) => `{"code":200,"msg":"success","data":${data}}`;
  const quoted = JSON.stringify(taskId);
  const forms: Record<AnswerForm, string> = {
    object: success(`{"taskId":${quoted}}`),
    number: success(`{"taskId":${taskId}}`),
    data: success(quoted),
    'number-data': success(taskId),
    list: success(`[{"taskId":${quoted}}]`),
    top: `{"taskId":${quoted}}`,
    several: success(`[{"taskId":${quoted}},{"taskId":"another-${taskId}"}]`),
  };
  return forms[form];
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
    const file = `${plan.filesAt ?? base}/files/${taskId}/${n}.mp3`;
    const isLinked = !plan.withoutLinks && task.reads >= plan.linkedAfterReads;
    const ready = n <= heard && isLinked;
    return {
      id: `${taskId}-${n}`,
      audioUrl: ready ? file : '',
      streamAudioUrl: status === 'PENDING' || !isLinked ? '' : file.replace(/\.mp3$/, ''),
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

const inSnakeCase = (track: Record<string, unknown>) =>
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
    ...(status === plan.stages.at(-1) && plan.lastRecord),
  };
}

const JOB_STATES: Record<string, string> = {
  PENDING: 'waiting',
  SUCCESS: 'success',
  SENSITIVE_WORD_ERROR: 'fail',
};

/** `data` of kie's recordInfo at this moment: addresses alone, as some of its models tell them, or whole tracks. */
export function jobOf(task: VendorTask, base: string) {
  const { plan, taskId } = task;
  const status = statusOf(task);
  const tracks = tracksOf(task, status, base);
  const isFailed = /FAILED|ERROR/.test(status);
  const urls = tracks.map(({ audioUrl }) => audioUrl);
  const result =
    plan.casing === 'camel' ? { resultUrls: urls } : { code: 200, data: tracks.map(inSnakeCase) };
  return {
    taskId,
    model: 'ai-music-api/sounds',
    state: JOB_STATES[status] ?? (isFailed ? 'fail' : 'generating'),
    param: JSON.stringify(task.body),
    resultJson: status === 'SUCCESS' ? JSON.stringify(result) : '',
    failCode: isFailed ? String(plan.errorCode ?? 500) : '',
    failMsg: isFailed ? (plan.errorMessage ?? 'Generation failed') : '',
    costTime: 1000,
    createTime: task.at,
    ...(status === plan.stages.at(-1) && plan.lastRecord),
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
