import { isBpm } from '#shared/bpm.ts';
import { toUuid } from '#shared/ids.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import {
  TITLE_MAX,
  VENDOR_NAME_MAX,
  VENDOR_PROMPT_MAX,
  VENDOR_TAKES_MAX,
  VENDOR_WORDS_MAX,
} from '#shared/limits.ts';
import type { Problem } from '#shared/problem.ts';
import { type KnownRequest } from '#shared/sound-request.ts';
import { cutText } from '#shared/text.ts';

import { type Dialect, refusalOf } from './dialects.ts';
import { asTaskId } from './find-task-id.ts';
import { asRecord } from './job-record.ts';
import { asBoolean, asHttpUrl, asNumber, asObject, asText, type Json, pick } from './parse-json.ts';
import { recordStatus } from './record-status.ts';
import { plainText, problem } from './vendor-problems.ts';
import type { PassthroughOutcome, RecordFacts, RecordOutcome, RecordTake } from './vendor.ts';

const NO_SUCH_TASK = 'The vendor knows no task with this taskId.';

/** What an answer of record-info says about `taskId`. Reading never costs anything, whatever the code. */
export function recordOutcome(answer: PassthroughOutcome, taskId: string, dialect: Dialect): RecordOutcome {
  if (answer.kind === 'unanswered') return answer;
  const { envelope } = answer;
  if (envelope.code !== 200) {
    const refusal: Problem = { ...refusalOf(dialect, envelope.code, envelope.msg).problem, charged: 'no' };
    return dialect.unknownTask.includes(envelope.code)
      ? { kind: 'not-found', problem: { ...refusal, code: 'not-found', message: NO_SUCH_TASK }, envelope }
      : { kind: 'unanswered', problem: refusal, envelope };
  }
  const told = asObject(envelope.data);
  if (!told) return { kind: 'not-found', problem: problem('not-found', 'no', NO_SUCH_TASK), envelope };
  const data = asRecord(told);
  const record = recordFacts(data, taskId);
  if (record.taskId === taskId) return { kind: 'found', record, envelope: { ...envelope, data } };
  return { kind: 'unanswered', problem: problem('server-error', 'no', 'The answer was about another task.') };
}

/** `data` of record-info, in our shape. */
function recordFacts(data: Json, askedFor: string): RecordFacts {
  const response = asObject(data['response']);
  const tracks = readTracks(response);
  const { status, takes } = recordStatus(data, tracks);
  return {
    taskId: asTaskId(pick(data, 'taskId', 'task_id')) ?? askedFor,
    status,
    takes,
    request: readRequest(asObject(data['param'])),
    heard: readWords(data['heard'] ?? response?.['heard']),
    notUnderstood: readWords(data['notUnderstood'] ?? response?.['notUnderstood']),
  };
}

function readTracks(response: Json | null): RecordTake[] {
  const list = response && pick(response, 'sunoData', 'suno_data', 'data');
  const takes = new Map<string, RecordTake>();
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    if (takes.size >= VENDOR_TAKES_MAX) break;
    const track = asObject(item);
    if (!track) continue;
    const take = readTrack(track, index + 1);
    if (!takes.has(take.audioId)) takes.set(take.audioId, take);
  }
  return [...takes.values()];
}

function readTrack(track: Json, n: number): RecordTake {
  const title = asText(track['title']);
  const duration = asNumber(track['duration']);
  const audioId = asTaskId(pick(track, 'id', 'audioId', 'audio_id'));
  return {
    audioId: audioId ?? `take-${n}`,
    title: toUuid(title) === null ? cutText(plainText(title), TITLE_MAX) : '',
    audioUrl: asHttpUrl(pick(track, 'audioUrl', 'audio_url', 'sourceAudioUrl', 'source_audio_url')),
    streamUrl: asHttpUrl(
      pick(track, 'streamAudioUrl', 'stream_audio_url', 'sourceStreamAudioUrl', 'source_stream_audio_url'),
    ),
    durationS: duration !== null && duration > 0 ? duration : null,
  };
}

function readRequest(param: Json | null): KnownRequest {
  const of = (camel: string, snake: string) => (param ? pick(param, camel, snake) : undefined);
  const tempo = asNumber(of('soundTempo', 'sound_tempo'));
  const callBackUrl = asHttpUrl(of('callBackUrl', 'callback_url'));
  return {
    prompt: cutText(asText(param?.['prompt']), VENDOR_PROMPT_MAX) || null,
    model: cutText(asText(param?.['model']), VENDOR_NAME_MAX) || null,
    soundLoop: asBoolean(of('soundLoop', 'sound_loop')),
    soundTempo: isBpm(tempo) ? tempo : null,
    soundKey: SOUND_KEYS.find((key) => key === of('soundKey', 'sound_key')) ?? null,
    grabLyrics: asBoolean(of('grabLyrics', 'grab_lyrics')),
    ...(callBackUrl && { callBackUrl }),
  };
}

const readWords = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, VENDOR_WORDS_MAX) : [])
    .map((word) => cutText(plainText(asText(word)), VENDOR_WORDS_MAX))
    .filter((word) => word !== '');
