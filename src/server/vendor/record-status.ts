import type { Problem } from '#shared/problem.ts';
import type { Stage } from '#shared/task.ts';

import { asNumber, asObject, asText, type Json, pick } from './parse-json.ts';
import { MESSAGES, plainText } from './vendor-problems.ts';
import type { RecordStatus, RecordTake } from './vendor.ts';

type Failure = 'moderated' | 'render-failed';

const DONE = /^(success|succeeded|completed?|finished|done)$/;
const FAILED = /fail|error|exception|reject|denied|cancel|abort|expired|time_?d?_?out|invalid|blocked/;
const MODERATED = /sensitive|moderated|violat|prohibited|nsfw/;
const OF_MODERATION = /sensitive|moderat|violat|prohibit|policy|nsfw|copyright/i;
const DOCUMENTED =
  /^(pending|text_success|first_success|success|(create_task|generate_audio)_failed|sensitive_word_error)$/;
/** The one code that is documented to give the credits back. */
const REFUNDED = 531;
/** Values with which a vendor says that there is no error. */
const NO_ERROR_CODE = /^(0|200|null|none|ok|success)?$/i;

/** What the vendor says went wrong, wherever it says so. */
interface Told {
  code: number | null;
  text: string;
  isSet: boolean;
}

/** Where a task stands, by its status word, its error fields and the audio that is there. */
export function recordStatus(
  data: Json,
  tracks: RecordTake[],
): { status: RecordStatus; takes: RecordTake[] } {
  const asWritten = asText(pick(data, 'status', 'state'));
  const word = asWritten.toLowerCase();
  const told = errorIn(data);
  const withAudio = tracks.filter((take) => take.audioUrl !== null);
  const rendering = (stage: Stage) => ({ status: { kind: 'rendering' as const, stage }, takes: tracks });
  const failed = (code: Failure) => ({
    // A word that no page documents is all that some vendors say.
    status: {
      kind: 'failed' as const,
      problem: failure(code, { ...told, text: told.text || (DOCUMENTED.test(word) ? '' : asWritten) }),
    },
    takes: withAudio,
  });

  // Only the delivery failed. It may stand after the first take, so every listed one must be there.
  if (word === 'callback_exception') {
    if (withAudio.length > 0 && withAudio.length === tracks.length) {
      return { status: { kind: 'ready' }, takes: tracks };
    }
    return rendering(withAudio.length > 0 ? 'FIRST_SUCCESS' : 'PENDING');
  }
  if (DONE.test(word)) {
    if (withAudio.length > 0) return { status: { kind: 'ready' }, takes: withAnyUrl(tracks) };
    return told.isSet ? failed('render-failed') : { status: withoutAudio(told), takes: tracks };
  }
  if (MODERATED.test(word)) return failed('moderated');
  if (FAILED.test(word) || told.isSet) return failed(kindOf(word, told));
  if (word === 'text_success') return rendering('TEXT_SUCCESS');
  return rendering(word === 'first_success' ? 'FIRST_SUCCESS' : 'PENDING');
}

/** The documented words say which it is; another vendor's word says less than its message. */
function kindOf(word: string, { text }: Told): Failure {
  return OF_MODERATION.test(DOCUMENTED.test(word) ? word : `${word} ${text}`) ? 'moderated' : 'render-failed';
}

/** When all is done, a stream's address is better than no sound. */
const withAnyUrl = (tracks: RecordTake[]): RecordTake[] =>
  tracks
    .map((take) => ({ ...take, audioUrl: take.audioUrl ?? take.streamUrl }))
    .filter((take) => take.audioUrl !== null);

/** The vendor calls it a success, so it was paid for. */
const withoutAudio = (told: Told): RecordStatus => ({
  kind: 'without-audio',
  problem: {
    ...failure('render-failed', told),
    message: 'The vendor says that it is done, but gives no audio.',
    charged: 'yes',
  },
});

const CODES = ['errorCode', 'error_code', 'failCode', 'fail_code'];
const TEXTS = [
  'errorMessage',
  'error_message',
  'errorMsg',
  'error_msg',
  'failMsg',
  'fail_msg',
  'failMessage',
  'failReason',
  'fail_reason',
  'failureReason',
  'failure_reason',
  'error',
];

function errorIn(data: Json): Told {
  const places = [data, asObject(data['response']), asObject(data['error'])].filter(
    (place) => place !== null,
  );
  const codes = places.map((place) => pick(place, ...CODES)).filter((code) => code !== undefined);
  const texts = places.flatMap((place) => TEXTS.map((name) => asText(place[name])));
  const inner = asText(asObject(data['error'])?.['message']);
  const text = [...texts, inner].find((one) => one !== '' && !NO_ERROR_CODE.test(one)) ?? '';
  const code = codes.find((one) => !NO_ERROR_CODE.test(String(asNumber(one) ?? asText(one))));
  return { code: asNumber(code), text: text || asText(code), isSet: text !== '' || code !== undefined };
}

/**
 * Credits are taken when a task is made and no page says that a failed one gives them back, except by 531;
 * so everything else, a moderated prompt too, stays `unsure`.
 */
function failure(code: Failure, told: Told): Problem {
  const vendorMessage = plainText(told.text);
  return {
    code,
    message: MESSAGES[code],
    ...(told.code !== null && { vendorCode: told.code }),
    ...(vendorMessage && { vendorMessage }),
    charged: told.code === REFUNDED ? 'no' : 'unsure',
  };
}
