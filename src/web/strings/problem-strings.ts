import { SANDBOX_ID, type ConnectionRef } from '#shared/connection.ts';
import type { Charged, Problem, ProblemCode } from '#shared/problem.ts';

import type { ApiError, ApiErrorCode } from '../lib/api-error.ts';
import * as words from './problem-code-strings.ts';
import { fields, refusals } from './reason-strings.ts';

interface Sentence {
  /** What happened. */
  what: string;
  /** What to do next. */
  next: string;
}

type Message = string | ((maker: string, name: string) => string);
const sentences: Record<ProblemCode, Readonly<Record<keyof Sentence, Message>>> = words.sentences;

const ownSentences: Record<Exclude<ApiErrorCode, ProblemCode>, Sentence> = {
  'no-answer': words.noAnswer,
  'bad-answer': words.badAnswer,
};

export const sayCost = (charged: Charged): string => words.costs[charged];

/** Who makes a task's sound, for the messages' `maker`: by name where one is known. */
const makerOf = (connection?: ConnectionRef): 'sandbox' | 'vendor' | 'named' => {
  if (connection?.id === SANDBOX_ID) return 'sandbox';
  return connection?.name ? 'named' : 'vendor';
};

export function sayProblem(code: ProblemCode, connection?: ConnectionRef): Sentence {
  const say = (message: Message) =>
    typeof message === 'string' ? message : message(makerOf(connection), connection?.name ?? '');
  return { what: say(sentences[code].what), next: say(sentences[code].next) };
}

/** One paragraph about a problem: what happened, what it cost, what to do next. */
export function problemText({ code, charged }: Pick<Problem, 'code' | 'charged'>): string {
  const { what, next } = sayProblem(code);
  return `${what} ${words.costs[charged]} ${next}`;
}

/** Codes whose cause only the server knows; its own words name the field, the move or the id. */
const SPOKEN_BY_SERVER: ReadonlySet<ApiErrorCode> = new Set<ApiErrorCode>([
  'invalid-request',
  'not-allowed',
  'not-found',
  'quota-reached',
  'server-error',
]);

const reasons: Readonly<Record<string, string | ((...values: never[]) => string)>> = {
  ...fields,
  ...refusals,
};

/** The server's own sentence, in the page's language where it has one. */
export function sayReason({
  message,
  reason,
  values = [],
}: Pick<Problem, 'message' | 'reason' | 'values'>): string {
  const say = (reason && reasons[reason]) ?? message;
  return typeof say === 'string' ? say : say(...(values as never[]));
}

/** What to say of a call that failed. */
export function errorText({ code, problem }: ApiError): string {
  if (problem && SPOKEN_BY_SERVER.has(code)) return sayReason(problem);
  const { what, next } = sentenceOf(code);
  return `${what} ${next}`;
}

const sentenceOf = (code: ApiErrorCode): Sentence =>
  code === 'no-answer' || code === 'bad-answer' ? ownSentences[code] : sayProblem(code);
