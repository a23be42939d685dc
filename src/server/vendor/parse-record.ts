import { isBpm } from '#shared/bpm.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import type { Problem } from '#shared/problem.ts';
import { type KnownRequest } from '#shared/sound-request.ts';
import type { Stage } from '#shared/task.ts';

import { type Dialect, refusalOf } from './dialects.ts';
import { asBoolean, asHttpUrl, asNumber, asObject, asText, type Json, pick } from './parse-json.ts';
import { MESSAGES, plainText, problem } from './vendor-problems.ts';
import type { PassthroughOutcome, RecordFacts, RecordOutcome, RecordStatus, RecordTake } from './vendor.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const TITLE_MAX = 200;

const NO_SUCH_TASK = 'The vendor knows no task with this taskId.';

/** What an answer of record-info says about `taskId`. Reading never costs anything, whatever the code. */
export function recordOutcome(answer: PassthroughOutcome, taskId: string, dialect: Dialect): RecordOutcome {
  if (answer.kind === 'unanswered') return answer;
  const { envelope } = answer;
  if (envelope.code !== 200) {
    const refusal: Problem = { ...refusalOf(dialect, envelope.code, envelope.msg).problem, charged: 'no' };
    return dialect.unknownTask.includes(envelope.code)
      ? { kind: 'not-found', problem: { ...refusal, code: 'not-found', message: NO_SUCH_TASK } }
      : { kind: 'unanswered', problem: refusal };
  }
  const data = asObject(envelope.data);
  if (!data) return { kind: 'not-found', problem: problem('not-found', 'no', NO_SUCH_TASK) };
  const record = recordFacts(data, taskId);
  if (record.taskId === taskId) return { kind: 'found', record, envelope };
  return { kind: 'unanswered', problem: problem('server-error', 'no', 'The answer was about another task.') };
}

/** `data` of record-info, in our shape. */
function recordFacts(data: Json, askedFor: string): RecordFacts {
  const response = asObject(data['response']);
  const tracks = readTracks(response);
  const { status, takes } = readStatus(data, tracks);
  return {
    taskId: asText(pick(data, 'taskId', 'task_id')) || askedFor,
    status,
    takes,
    request: readRequest(asObject(data['param'])),
    heard: readWords(data['heard'] ?? response?.['heard']),
    notUnderstood: readWords(data['notUnderstood'] ?? response?.['notUnderstood']),
  };
}

function readTracks(response: Json | null): RecordTake[] {
  const list = response && pick(response, 'sunoData', 'suno_data', 'data');
  const tracks = Array.isArray(list) ? list.map(asObject).filter((track) => track !== null) : [];
  const takes = tracks.map((track, index): RecordTake => {
    const title = asText(track['title']);
    const duration = asNumber(track['duration']);
    return {
      audioId: asText(pick(track, 'id', 'audioId', 'audio_id')) || `take-${index + 1}`,
      title: UUID.test(title) ? '' : plainText(title).slice(0, TITLE_MAX),
      audioUrl: asHttpUrl(pick(track, 'audioUrl', 'audio_url', 'sourceAudioUrl', 'source_audio_url')),
      streamUrl: asHttpUrl(
        pick(track, 'streamAudioUrl', 'stream_audio_url', 'sourceStreamAudioUrl', 'source_stream_audio_url'),
      ),
      durationS: duration !== null && duration > 0 ? duration : null,
    };
  });
  return takes.filter((take, index) => takes.findIndex(({ audioId }) => audioId === take.audioId) === index);
}

function readStatus(data: Json, tracks: RecordTake[]): { status: RecordStatus; takes: RecordTake[] } {
  const word = asText(data['status']).toUpperCase();
  const rendering = (stage: Stage) => ({ status: { kind: 'rendering' as const, stage }, takes: tracks });
  const failed = (code: 'moderated' | 'render-failed', charged?: 'yes') => ({
    status: { kind: 'failed' as const, problem: failure(data, code, charged) },
    takes: tracks.filter((take) => take.audioUrl !== null),
  });
  switch (word) {
    case 'SUCCESS': {
      const takes = tracks.map(withAnyUrl).filter((take) => take.audioUrl !== null);
      // The host calls it a success, so it was paid for.
      return takes.length > 0 ? { status: { kind: 'ready' }, takes } : failed('render-failed', 'yes');
    }
    case 'SENSITIVE_WORD_ERROR':
      return failed('moderated');
    case 'CREATE_TASK_FAILED':
    case 'GENERATE_AUDIO_FAILED':
      return failed('render-failed');
    case 'CALLBACK_EXCEPTION': {
      // Only the delivery failed. It may stand after the first take, so every listed one must be there.
      const heard = tracks.filter((take) => take.audioUrl !== null).length;
      if (heard > 0 && heard === tracks.length) return { status: { kind: 'ready' }, takes: tracks };
      return rendering(heard > 0 ? 'FIRST_SUCCESS' : 'PENDING');
    }
    case 'TEXT_SUCCESS':
    case 'FIRST_SUCCESS':
      return rendering(word);
    default:
      return rendering('PENDING');
  }
}

/** When all is done, a stream address is better than no sound. */
const withAnyUrl = (take: RecordTake): RecordTake => ({ ...take, audioUrl: take.audioUrl ?? take.streamUrl });

/** The one code that is documented to give the credits back. */
const REFUNDED = 531;

/**
 * Credits are taken when a task is made and no page says that a failed one gives them back, except by 531;
 * so everything else, a moderated prompt too, stays `unsure`.
 */
function failure(data: Json, code: 'moderated' | 'render-failed', charged?: 'yes'): Problem {
  const vendorCode = asNumber(pick(data, 'errorCode', 'error_code'));
  const vendorMessage = plainText(asText(pick(data, 'errorMessage', 'error_message')));
  return {
    code,
    message: MESSAGES[code],
    ...(vendorCode !== null && { vendorCode }),
    ...(vendorMessage && { vendorMessage }),
    charged: charged ?? (vendorCode === REFUNDED ? 'no' : 'unsure'),
  };
}

function readRequest(param: Json | null): KnownRequest {
  const of = (camel: string, snake: string) => (param ? pick(param, camel, snake) : undefined);
  const tempo = asNumber(of('soundTempo', 'sound_tempo'));
  const callBackUrl = asHttpUrl(of('callBackUrl', 'callback_url'));
  return {
    prompt: asText(param?.['prompt']) || null,
    model: asText(param?.['model']) || null,
    soundLoop: asBoolean(of('soundLoop', 'sound_loop')),
    soundTempo: isBpm(tempo) ? tempo : null,
    soundKey: SOUND_KEYS.find((key) => key === of('soundKey', 'sound_key')) ?? null,
    grabLyrics: asBoolean(of('grabLyrics', 'grab_lyrics')),
    ...(callBackUrl && { callBackUrl }),
  };
}

const readWords = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(asText).filter((word) => word !== '') : [];
