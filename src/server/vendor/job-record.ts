import { inBothCasings } from '#shared/drop-in/casings.ts';
import { JOB_INPUT, SOUNDS_JOB } from '#shared/drop-in/drop-in-request.ts';

import { asNumber, asObject, asText, type Json, pick } from './parse-json.ts';

/** How kie's jobs route calls the stages; what else it may say is told by `recordStatus`. */
const STATUS_OF: Readonly<Record<string, string>> = {
  waiting: 'PENDING',
  queuing: 'PENDING',
  queueing: 'PENDING',
  generating: 'PENDING',
  success: 'SUCCESS',
  fail: 'GENERATE_AUDIO_FAILED',
};
const RUNNING = /^(pending|text_success|first_success)$/i;

const isJob = (data: Json): boolean =>
  !Object.hasOwn(data, 'response') && ['state', 'resultJson', 'result_json'].some((name) => name in data);

/** `data` of recordInfo (kie's jobs route) as record-info would tell it; what is a record already stays as it is. */
export function asRecord(data: Json): Json {
  if (!isJob(data)) return data;
  const result = asObject(pick(data, 'resultJson', 'result_json'));
  const state = asText(data['state']);
  const { resultJson: _result, result_json: _same, state: _state, ...rest } = data;
  return {
    ...rest,
    param: withPlainInput(data['param']),
    response: result && { taskId: data['taskId'] ?? null, sunoData: tracksIn(result) },
    status: STATUS_OF[state.toLowerCase()] ?? state,
    operationType: 'sounds',
    errorCode: pick(data, 'failCode', 'fail_code') ?? null,
    errorMessage: pick(data, 'failMsg', 'fail_msg') ?? null,
  };
}

/** A job's parameters: its `input`, under the older route's names. */
function withPlainInput(param: unknown): string | null {
  const job = asObject(param);
  if (!job) return typeof param === 'string' ? param : null;
  const input = asObject(job['input']) ?? job;
  const fields = Object.entries(JOB_INPUT).map(([snake, camel]) => [camel, input[camel] ?? input[snake]]);
  const callBackUrl = pick(job, 'callBackUrl', 'callback_url');
  return JSON.stringify({ ...Object.fromEntries(fields), ...(callBackUrl !== undefined && { callBackUrl }) });
}

/** Tracks with their facts where they are told, else nothing but addresses. */
function tracksIn(result: Json): unknown[] {
  const inner = asObject(result['response']) ?? result;
  const tracks = pick(inner, 'sunoData', 'suno_data', 'data');
  if (Array.isArray(tracks) && tracks.length > 0) return tracks;
  const urls = pick(inner, 'resultUrls', 'result_urls', 'audioUrls', 'audio_urls');
  return (Array.isArray(urls) ? urls : []).map((url: unknown) => ({ audioUrl: url }));
}

/** `data` of record-info as kie's recordInfo tells it: `resultJson` is JSON text, in each of the forms that programs read. */
export function asJob(record: Json): Json {
  const status = asText(record['status']);
  const response = asObject(record['response']);
  const listed = response && pick(response, 'sunoData', 'suno_data', 'data');
  const tracks = (Array.isArray(listed) ? listed : []).map(asObject).filter((track) => track !== null);
  const urls = tracks.map((track) => pick(track, 'audioUrl', 'audio_url')).filter((url) => url !== undefined);
  const state = stateOf(status, urls.length > 0);
  const isOver = state === 'success' || state === 'fail';
  const createTime = asNumber(record['createTime']) ?? asNumber(tracks[0]?.['createTime']);
  const isFailed = state === 'fail';
  return inBothCasings({
    taskId: record['taskId'],
    model: SOUNDS_JOB,
    state,
    param: jobParam(record['param']),
    resultJson:
      state === 'success'
        ? JSON.stringify({ code: 200, resultUrls: urls, audio_urls: urls, sunoData: tracks, data: tracks })
        : '',
    failCode: isFailed ? (asNumber(record['errorCode'])?.toString() ?? asText(record['errorCode'])) : '',
    failMsg: isFailed ? asText(record['errorMessage']) || status : '',
    costTime: null,
    completeTime: isOver ? (record['completeTime'] ?? null) : null,
    createTime,
    updateTime: record['updateTime'] ?? createTime,
  });
}

function stateOf(status: string, hasAudio: boolean): string {
  if (status === 'CALLBACK_EXCEPTION') return hasAudio ? 'success' : 'generating';
  if (status === 'SUCCESS') return 'success';
  if (status === 'PENDING') return 'queuing';
  return RUNNING.test(status) || !/fail|error|exception/i.test(status) ? 'generating' : 'fail';
}

/** A record's parameters as a job was given them. */
function jobParam(param: unknown): string {
  const fields = asObject(param) ?? {};
  const input = Object.entries(JOB_INPUT)
    .map(([snake, camel]) => [snake, fields[camel]] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  const { callBackUrl } = fields;
  return JSON.stringify({
    model: SOUNDS_JOB,
    ...(typeof callBackUrl === 'string' && { callBackUrl }),
    input: Object.fromEntries(input),
  });
}
