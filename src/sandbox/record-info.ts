import { inBothCasings } from '#shared/drop-in/casings.ts';
import { JOB_INPUT, SOUNDS_JOB } from '#shared/drop-in/drop-in-request.ts';

import { readTexts } from './envelopes.ts';
import { isOpen, type StoredTake, type StoredTask, type StoredWav } from './sandbox-store.ts';

/** The vendor names its inner model here; ours is the sandbox's engine. */
const MODEL_NAME = 'cuesmith-sandbox';

type Linked = Pick<StoredTake, 'audioId' | 'signature'>;
const filePath = ({ audioId, signature }: Linked, extension: 'mp3' | 'wav'): string =>
  `/files/${signature}/${audioId}.${extension}`;
const streamPath = ({ audioId, signature }: Linked): string => `/stream/${signature}/${audioId}`;

const audioUrl = (base: string, take: StoredTake): string =>
  take.renderedAt === null ? '' : base + filePath(take, 'mp3');

/** `data` of record-info: documented fields, tracks in both casings, then `heard` and `notUnderstood`, which are ours. */
export function toRecord(task: StoredTask, base: string) {
  const hasTracks =
    task.status !== 'PENDING' && (isOpen(task.status) || task.takes.some((take) => take.renderedAt !== null));
  return {
    taskId: task.taskId,
    parentMusicId: '',
    param: task.param,
    response: hasTracks
      ? { taskId: task.taskId, sunoData: task.takes.map((take) => inBothCasings(toTrack(task, take, base))) }
      : null,
    status: task.status,
    type: 'GENERATE',
    operationType: 'sounds',
    errorCode: task.errorCode,
    errorMessage: task.errorMessage,
    createTime: task.createdAt,
    heard: task.heard,
    notUnderstood: task.notUnderstood,
  };
}

function toTrack(task: StoredTask, take: StoredTake, base: string) {
  const stream = base + streamPath(take);
  return {
    id: take.audioId,
    audioUrl: audioUrl(base, take),
    sourceAudioUrl: audioUrl(base, take),
    streamAudioUrl: stream,
    sourceStreamAudioUrl: stream,
    imageUrl: '',
    sourceImageUrl: '',
    prompt: readTexts(JSON.parse(task.param), 'prompt').prompt,
    modelName: MODEL_NAME,
    title: take.title,
    tags: take.tags,
    createTime: task.createdAt,
    duration: take.durationS,
  };
}

const JOB_STATES: Readonly<Record<StoredTask['status'], string>> = {
  PENDING: 'queuing',
  TEXT_SUCCESS: 'generating',
  FIRST_SUCCESS: 'generating',
  SUCCESS: 'success',
  CALLBACK_EXCEPTION: 'success',
  CREATE_TASK_FAILED: 'fail',
  GENERATE_AUDIO_FAILED: 'fail',
  SENSITIVE_WORD_ERROR: 'fail',
};

/** `data` of kie's recordInfo. */
export function toJob(task: StoredTask, base: string) {
  const state = JOB_STATES[task.status];
  const { response } = toRecord(task, base);
  const tracks = response?.sunoData ?? [];
  const { callBackUrl, ...sent } = JSON.parse(task.param) as Record<string, unknown>;
  const input = Object.entries(JOB_INPUT).map(([snake, camel]) => [snake, sent[camel]]);
  const renderedAt = Math.max(0, ...task.takes.map((take) => take.renderedAt ?? 0));
  const completeTime = state === 'success' ? renderedAt : null;
  return {
    taskId: task.taskId,
    model: SOUNDS_JOB,
    state,
    param: JSON.stringify({ model: SOUNDS_JOB, callBackUrl, input: Object.fromEntries(input) }),
    resultJson:
      state === 'success'
        ? JSON.stringify({ resultUrls: tracks.map(({ audioUrl }) => audioUrl), sunoData: tracks })
        : '',
    failCode: state === 'fail' ? String(task.errorCode ?? 500) : '',
    failMsg: state === 'fail' ? (task.errorMessage ?? 'Generation failed') : '',
    costTime: completeTime === null ? null : completeTime - task.createdAt,
    completeTime,
    createTime: task.createdAt,
    updateTime: completeTime ?? task.createdAt,
    heard: task.heard,
    notUnderstood: task.notUnderstood,
  };
}

const wavUrl = (base: string, wav: StoredWav): string =>
  wav.status === 'SUCCESS' ? base + filePath(wav, 'wav') : '';

/** `data` of wav/record-info. */
export function toWavRecord(wav: StoredWav, base: string) {
  return {
    taskId: wav.wavTaskId,
    musicId: wav.audioId,
    callbackUrl: wav.callBackUrl ?? '',
    completeTime: wav.completedAt,
    response: wav.status === 'SUCCESS' ? inBothCasings({ audioWavUrl: wavUrl(base, wav) }) : null,
    successFlag: wav.status,
    createTime: wav.createdAt,
    errorCode: wav.errorCode,
    errorMessage: wav.errorMessage,
  };
}

export const toWavCallback = (wav: StoredWav) => ({
  code: wav.errorCode ?? 200,
  msg: wav.errorMessage ?? 'success',
  data: { audioWavUrl: wavUrl(wav.base, wav), task_id: wav.wavTaskId },
});

export type CallbackType = 'text' | 'first' | 'complete' | 'error';

const SAID: Record<Exclude<CallbackType, 'error'>, string> = {
  text: 'Text generated successfully.',
  first: 'First take generated successfully.',
  complete: 'All generated successfully.',
};

/** A callback's body: snake_case, but for `callbackType` and `createTime`, as the vendor mixes them. */
export function toCallback(task: StoredTask, callbackType: CallbackType) {
  if (callbackType === 'error')
    return {
      code: task.errorCode ?? 500,
      msg: task.errorMessage ?? 'Server error',
      data: { callbackType, task_id: task.taskId, data: null },
    };
  return {
    code: 200,
    msg: SAID[callbackType],
    data: {
      callbackType,
      task_id: task.taskId,
      data: task.takes.map((take) => {
        const track = toTrack(task, take, task.base);
        return {
          id: track.id,
          audio_url: track.audioUrl,
          source_audio_url: track.sourceAudioUrl,
          stream_audio_url: track.streamAudioUrl,
          source_stream_audio_url: track.sourceStreamAudioUrl,
          image_url: track.imageUrl,
          source_image_url: track.sourceImageUrl,
          prompt: track.prompt,
          model_name: track.modelName,
          title: track.title,
          tags: track.tags,
          createTime: new Date(track.createTime).toISOString().slice(0, 19).replace('T', ' '),
          duration: track.duration,
        };
      }),
    },
  };
}

/** `data` of get-timestamped-lyrics; empty lists for a take in which nothing is sung. */
export function toLyrics(take: StoredTake) {
  const sung = take.words.length > 0;
  return {
    alignedWords: take.words.map((word) => ({ ...word, success: true, palign: 0 })),
    waveformData: sung ? take.waveform : [],
    hootCer: 0,
    isStreamed: false,
  };
}
