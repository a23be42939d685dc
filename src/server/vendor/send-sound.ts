import type { SoundRequest } from '#shared/sound-request.ts';

import { type Dialect, refusalOf } from './dialects.ts';
import type { Answer } from './http-request.ts';
import { asEnvelope, taskIdIn, taskIdInCut, parseJson } from './parse-json.ts';
import { problem } from './vendor-problems.ts';
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

/** 4xx with which a gateway may say that it gave up waiting for a host that has the request. */
const GAVE_UP_WAITING = [408, 499];

/** What became of a paid POST: the table of http.md, its rows tried in order. */
export function sendOutcome(answer: Answer, dialect: Dialect, redact: (text: string) => string): SendOutcome {
  if (answer.kind === 'no-response') {
    return answer.asked
      ? { kind: 'unknown', problem: unknownBecause(answer.reason), bytes: 0 }
      : { kind: 'refused', problem: unreachable(answer.reason), slowDown: false };
  }
  const { status, text, bytes } = answer;
  const body = parseJson(text, redact);

  const taskId = taskIdIn(body);
  if (taskId) return { kind: 'accepted', taskId };

  const cut = body === undefined ? taskIdInCut(redact(text)) : null;
  if (cut)
    return { kind: 'offered', taskId: cut, bytes, problem: unknownBecause('the answer was cut short') };

  const envelope = asEnvelope(body);
  if (envelope && !isFine(envelope.code)) {
    return { kind: 'refused', ...refusalOf(dialect, envelope.code, envelope.msg) };
  }
  if (!envelope && status >= 400 && status < 500 && !GAVE_UP_WAITING.includes(status)) {
    return { kind: 'refused', problem: problem('blocked', 'no', blockedBy(status)), slowDown: false };
  }
  return { kind: 'unknown', problem: unknownBecause(`HTTP ${status} came without a taskId`), bytes };
}

/** 200 is the vendor's yes; its neighbours (201, still running) are no refusal either. */
const isFine = (code: number) => code >= 200 && code < 300;

export const unreachable = (reason: string) =>
  problem('unreachable', 'no', `The vendor could not be reached: ${reason}.`);

export const blockedBy = (status: number) =>
  `Something in front of the vendor turned the request away (HTTP ${status}).`;

const unknownBecause = (reason: string) =>
  problem('outcome-unknown', 'unsure', `The request was sent, and no readable answer came back: ${reason}.`);
