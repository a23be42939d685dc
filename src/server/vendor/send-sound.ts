import type { SoundsRoute } from '#shared/connection.ts';
import { JOB_INPUT, SOUNDS_JOB } from '#shared/drop-in/drop-in-request.ts';
import type { Problem } from '#shared/problem.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { type Dialect, refusalOf } from './dialects.ts';
import { findTaskId, taskIdInCut } from './find-task-id.ts';
import type { Answer } from './http-request.ts';
import { asEnvelope, asObject, parseJson } from './parse-json.ts';
import { parseRetryAfter, refusalWithoutEnvelope } from './refusal-without-envelope.ts';
import { problem, unreachable } from './vendor-problems.ts';
import type { SendOutcome } from './vendor.ts';

/** The vendor's body: Auto and, where the host has no such token, Any are left out. */
export function wireBody(request: SoundRequest, dialect: Dialect, callBackUrl?: string) {
  const { prompt, model, soundLoop, soundTempo, soundKey, grabLyrics } = request;
  const callback = request.callBackUrl ?? callBackUrl;
  return {
    prompt,
    model,
    soundLoop,
    ...(soundTempo !== null && { soundTempo }),
    ...((soundKey !== 'Any' || dialect.sendsAnyKey) && { soundKey }),
    grabLyrics,
    ...(callback && { callBackUrl: callback }),
  };
}

/** The same for kie's jobs route: what is left out there is left out here. */
export function jobBody(request: SoundRequest, dialect: Dialect, callBackUrl?: string) {
  const { callBackUrl: callback, ...wire } = wireBody(request, dialect, callBackUrl);
  const given: Record<string, unknown> = wire;
  const input = Object.entries(JOB_INPUT)
    .filter(([, camel]) => Object.hasOwn(given, camel))
    .map(([snake, camel]) => [snake, given[camel]]);
  return { model: SOUNDS_JOB, ...(callback && { callBackUrl: callback }), input: Object.fromEntries(input) };
}

/** The paths of each way to take sounds, and what is sent there. */
export const ROUTES = {
  generate: {
    create: '/api/v1/generate/sounds',
    record: '/api/v1/generate/record-info',
    body: wireBody,
  },
  jobs: { create: '/api/v1/jobs/createTask', record: '/api/v1/jobs/recordInfo', body: jobBody },
} as const satisfies Record<SoundsRoute, object>;

/** 4xx with which a gateway may say that it gave up waiting for a host that has the request. */
const GAVE_UP_WAITING = [408, 499];
/** An answer of one word that may be an id. */
const PLAIN_ID = /^(?=.*\d)[\w-]{8,256}$/;

/** What became of a paid POST, by the first that fits: a taskId, a cut answer, a failing envelope, a status of refusal. Else it is unknown. */
export function sendOutcome(answer: Answer, dialect: Dialect, redact: (text: string) => string): SendOutcome {
  if (answer.kind === 'no-response') {
    return answer.asked
      ? { kind: 'unknown', problem: unknownBecause(answer.reason), bytes: 0 }
      : { kind: 'refused', problem: unreachable(answer.reason), slowDown: false };
  }
  const { status, text, bytes } = answer;
  const body = parseJson(text, redact);
  const envelope = asEnvelope(body);

  const plain = PLAIN_ID.test(text.trim()) ? redact(text.trim()) : undefined;
  const saysSuccess = envelope ? isFine(envelope.code) : isFine(status) && asObject(body) === null;
  const found = findTaskId(body ?? plain, saysSuccess);
  if (found?.isSure === true) return { kind: 'accepted', taskId: found.taskId };
  if (found) return offered(found.taskId, bytes, 'the answer holds several ids');

  const cut = body === undefined ? taskIdInCut(redact(text)) : null;
  if (cut) return offered(cut, bytes, 'the answer was cut short');

  if (envelope && !isFine(envelope.code)) {
    return withRetryAfter(answer, refusalOf(dialect, envelope.code, envelope.msg));
  }
  if (!envelope && status >= 400 && status < 500 && !GAVE_UP_WAITING.includes(status)) {
    const refusal = refusalWithoutEnvelope(status, text, redact);
    return withRetryAfter(answer, { problem: refusal, slowDown: refusal.code === 'slow-down' });
  }
  return { kind: 'unknown', problem: unknownBecause(`HTTP ${status} came without a taskId`), bytes };
}

const offered = (taskId: string, bytes: number, why: string): SendOutcome => ({
  kind: 'offered',
  taskId,
  bytes,
  problem: unknownBecause(why),
});

function withRetryAfter(
  { retryAfter }: { retryAfter: string | null },
  refusal: { problem: Problem; slowDown: boolean },
): SendOutcome {
  const waitMs = refusal.slowDown ? parseRetryAfter(retryAfter, Date.now()) : null;
  return { kind: 'refused', ...refusal, ...(waitMs !== null && { retryAfterMs: waitMs }) };
}

/** 200 is the vendor's yes; its neighbours (201, still running) are no refusal either. */
const isFine = (code: number) => code >= 200 && code < 300;

const unknownBecause = (reason: string) =>
  problem('outcome-unknown', 'unsure', `The request was sent, and no readable answer came back: ${reason}.`);
