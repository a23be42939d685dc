import { SANDBOX_ID, type ConnectionRef } from '#shared/connection.ts';
import type { Charged, Problem, ProblemCode } from '#shared/problem.ts';

import type { ApiError, ApiErrorCode } from '../lib/api-error.ts';
import { noAnswer } from './page-strings.ts';

export interface Sentence {
  /** What happened. */
  what: string;
  /** What to do next. */
  next: string;
}

/**
 * Every sentence about trouble that the page says; `{by}` is who makes the sound. What it cost comes from the problem itself.
 */
const sentences: Record<ProblemCode, Sentence> = {
  'invalid-request': {
    what: 'The request was not accepted as it stands.',
    next: 'Edit it, then generate again.',
  },
  unauthorized: {
    what: '{By} did not accept the API key.',
    next: 'Set a valid key on the server, then press Retry.',
  },
  'not-found': {
    what: 'Nothing was found under that name.',
    next: 'Check the taskId and {by} it came from.',
  },
  'slow-down': {
    what: 'Too many requests at once for {by}.',
    next: 'Wait a moment, then press Retry.',
  },
  'prompt-too-long': {
    what: 'The prompt is too long for {by}.',
    next: 'Shorten it with Edit, then generate again.',
  },
  'out-of-credits': {
    what: 'Out of credits at {by}.',
    next: 'Top up, then press Retry.',
  },
  maintenance: {
    what: '{By} is down for maintenance.',
    next: 'Press Retry in a while.',
  },
  'server-error': {
    what: '{By} had a fault of its own.',
    next: 'Check your credits there before you press Retry.',
  },
  blocked: {
    what: 'Something in front of {by} turned the request away.',
    next: 'Check the network and {by}’s address, then press Retry.',
  },
  unreachable: {
    what: '{By} could not be reached.',
    next: 'Check the connection, then press Retry.',
  },
  'outcome-unknown': {
    what: 'It was sent, but no readable answer came back.',
    next: 'If {by} lists it, paste its taskId here. It is never sent again by itself.',
  },
  moderated: {
    what: '{By} declined this prompt.',
    next: 'Reword it with Edit. Names of artists and bands are a common cause.',
  },
  'render-failed': {
    what: '{By} could not render this sound.',
    next: 'Press Retry, or Edit the prompt: short or vague ones fail more often.',
  },
  'timed-out': {
    what: 'The sound did not arrive within 30 minutes.',
    next: 'Check whether it has arrived since.',
  },
  'sent-already': {
    what: 'The same sound was sent a moment ago.',
    next: 'Nothing was sent now. Generate again to make it once more.',
  },
  'quota-reached': {
    what: 'This workspace has used up what it may.',
    next: 'Nothing was sent. Whoever runs the server can allow more.',
  },
  'not-followed': {
    what: 'You stopped following this sound.',
    next: 'It may still be made: check now, or later with its taskId.',
  },
  'key-reused': {
    what: 'That id already stands for another request.',
    next: 'Nothing was sent. Generate again.',
  },
  'not-allowed': {
    what: 'That is not possible here just now.',
    next: 'Reload the page to see how things stand.',
  },
  cancelled: {
    what: 'It was cancelled before it was sent.',
    next: 'Press Retry to send it after all.',
  },
};

const ownSentences: Record<Exclude<ApiErrorCode, ProblemCode>, Sentence> = {
  'no-answer': noAnswer,
  'bad-answer': {
    what: 'Something other than Cuesmith’s server answered.',
    next: 'Try again in a moment.',
  },
};

const costs: Record<Charged, string> = {
  no: 'Nothing was charged.',
  unsure: 'It may have been charged.',
  yes: 'It was charged.',
};

export const sayCost = (charged: Charged): string => costs[charged];

/** Who makes a task's sound, within a sentence: by name where one is known. */
export const sayMaker = (connection?: ConnectionRef): string =>
  connection?.id === SANDBOX_ID ? 'the Sandbox' : connection?.name || 'the vendor';

function fill(sentence: string, maker: string): string {
  return sentence.replaceAll('{by}', maker).replaceAll('{By}', maker.replace(/^the /, 'The '));
}

export function sayProblem(code: ProblemCode, connection?: ConnectionRef): Sentence {
  const { what, next } = sentences[code];
  const maker = sayMaker(connection);
  return { what: fill(what, maker), next: fill(next, maker) };
}

/** One paragraph about a problem: what happened, what it cost, what to do next. */
export function problemText({ code, charged }: Pick<Problem, 'code' | 'charged'>): string {
  const { what, next } = sayProblem(code);
  return `${what} ${costs[charged]} ${next}`;
}

/** Codes whose cause only the server knows; its own words name the field, the move or the id. */
const SPOKEN_BY_SERVER: ReadonlySet<ApiErrorCode> = new Set<ApiErrorCode>([
  'invalid-request',
  'not-allowed',
  'not-found',
  'key-reused',
  'quota-reached',
  'server-error',
]);

/** What to say of a call that failed. */
export function errorText({ code, problem }: ApiError): string {
  if (problem && SPOKEN_BY_SERVER.has(code)) return problem.message;
  const { what, next } = sentenceOf(code);
  return `${what} ${next}`;
}

const sentenceOf = (code: ApiErrorCode): Sentence =>
  code === 'no-answer' || code === 'bad-answer' ? ownSentences[code] : sayProblem(code);
