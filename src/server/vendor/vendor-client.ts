import type { DialectName } from '#shared/connection.ts';
import type { Problem } from '#shared/problem.ts';

import { DIALECTS, refusalOf } from './dialects.ts';
import { type Answer, type Fetch, httpRequest } from './http-request.ts';
import { asEnvelope, asNumber, asObject, parseJson } from './parse-json.ts';
import { recordFacts } from './parse-record.ts';
import type { Lookup } from './public-address.ts';
import { blockedBy, sendOutcome, unreachable, wireBody } from './send-sound.ts';
import { openAudio } from './vendor-audio.ts';
import { problem } from './vendor-problems.ts';
import type { RecordOutcome, PassthroughCall, PassthroughOutcome, Vendor } from './vendor.ts';

export interface VendorClientOptions {
  /** `sandbox`, or the vendor's origin. */
  id: string;
  /** `sandbox`, `apibox`, `sunoapi`, `kie` or `custom`. */
  name: string;
  /** Where its `/api/v1/…` begins; may have a path. */
  origin: string;
  dialect: DialectName;
  apiKey: string;
  fetch: Fetch;
  /**
   * For audio on other hosts. `fetch` looks a name up once more than we did when checking it; an entry that can hands in
   * one whose sockets refuse private addresses themselves.
   */
  publicFetch?: Fetch;
  lookup: Lookup;
  userAgent?: string;
  timeouts?: Partial<Timeouts>;
  firstPollMs?: number;
}

export interface Timeouts {
  sendMs: number;
  readMs: number;
  audioHeadMs: number;
  audioBodyMs: number;
}

const TIMEOUTS: Timeouts = { sendMs: 60_000, readMs: 20_000, audioHeadMs: 20_000, audioBodyMs: 300_000 };
/** Gateways turn away what does not look like a browser. */
const USER_AGENT = 'Mozilla/5.0 (compatible; Cuesmith/0.1)';
/** Shorter ones (the sandbox takes any) are no secret, and would be found in innocent words. */
const SECRET_MIN = 8;
const HEADER_SAFE = /^[\x21-\x7e]+$/;

export function createVendorClient(options: VendorClientOptions): Vendor {
  const { id, name, fetch, lookup, userAgent = USER_AGENT } = options;
  const apiKey = options.apiKey.trim();
  const dialect = DIALECTS[options.dialect];
  const base = options.origin.replace(/\/+$/, '');
  const ownOrigin = new URL(base).origin;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };

  const redact = (text: string) => (apiKey.length < SECRET_MIN ? text : text.replaceAll(apiKey, '[API key]'));

  const ask = (path: string, timeoutMs: number, json?: unknown): Promise<Answer> =>
    httpRequest(fetch, base + path, {
      headers: { authorization: `Bearer ${apiKey}`, 'user-agent': userAgent, accept: 'application/json' },
      timeoutMs,
      ...(json !== undefined && { json }),
    });
  const noKey = (): Problem | null => {
    if (!apiKey) return problem('unauthorized', 'no', 'No API key is set for this vendor.');
    return HEADER_SAFE.test(apiKey)
      ? null
      : problem('unauthorized', 'no', 'The API key that is set holds characters no key has.');
  };

  async function read(path: string, json?: unknown): Promise<PassthroughOutcome> {
    const missing = noKey();
    if (missing) return { kind: 'unanswered', problem: missing };
    const answer = await ask(path, timeouts.readMs, json);
    if (answer.kind === 'no-response') return { kind: 'unanswered', problem: unreachable(answer.reason) };
    const envelope = asEnvelope(parseJson(answer.text, redact));
    return envelope
      ? { kind: 'answered', envelope }
      : { kind: 'unanswered', problem: unreadable(answer.status) };
  }

  const recordPath = (taskId: string) => `/api/v1/generate/record-info?taskId=${encodeURIComponent(taskId)}`;

  return {
    id,
    name,
    host: new URL(base).host,
    dialect: dialect.name,
    hasKey: apiKey !== '',
    keyPage: name === dialect.name ? dialect.keyPage : null,
    firstPollMs: options.firstPollMs ?? (name === 'sandbox' ? 150 : 1500),

    async send(request, { callBackUrl } = {}) {
      const missing = noKey();
      if (missing) return { kind: 'refused', problem: missing, slowDown: false };
      const body = wireBody(request, dialect, callBackUrl);
      const answer = await ask('/api/v1/generate/sounds', timeouts.sendMs, body);
      return sendOutcome(answer, dialect, redact);
    },

    async readRecord(taskId): Promise<RecordOutcome> {
      const answer = await read(recordPath(taskId));
      if (answer.kind === 'unanswered') return answer;
      const { envelope } = answer;
      if (envelope.code !== 200) {
        const refusal = free(refusalOf(dialect, envelope.code, envelope.msg).problem);
        return dialect.unknownTask.includes(envelope.code)
          ? { kind: 'not-found', problem: { ...refusal, code: 'not-found', message: NO_SUCH_TASK } }
          : { kind: 'unanswered', problem: refusal };
      }
      const data = asObject(envelope.data);
      if (!data) return { kind: 'not-found', problem: problem('not-found', 'no', NO_SUCH_TASK) };
      const record = recordFacts(data, taskId);
      return record.taskId === taskId
        ? { kind: 'found', record, envelope }
        : {
            kind: 'unanswered',
            problem: problem('server-error', 'no', 'The answer was about another task.'),
          };
    },

    async readCredits() {
      const answer = await read(dialect.creditPath);
      if (answer.kind === 'unanswered' || answer.envelope.code !== 200) return null;
      const { data } = answer.envelope;
      return asNumber(data) ?? asNumber(asObject(data)?.['credits']);
    },

    passThrough(call: PassthroughCall) {
      if (call.call === 'credit') return read(dialect.creditPath);
      if (call.call === 'record-info') return read(recordPath(call.taskId));
      const { taskId, audioId } = call.body;
      return read('/api/v1/generate/get-timestamped-lyrics', { taskId, audioId });
    },

    openAudio: (url, signal) =>
      openAudio(
        {
          isOwn: (address) => address.origin === ownOrigin,
          fetch,
          publicFetch: options.publicFetch ?? fetch,
          lookup,
          userAgent,
          headMs: timeouts.audioHeadMs,
          bodyMs: timeouts.audioBodyMs,
        },
        url,
        signal,
      ),
  };
}

const NO_SUCH_TASK = 'The vendor knows no task with this taskId.';

/** Reading never costs anything, whatever the code. */
const free = (refusal: Problem): Problem => ({ ...refusal, charged: 'no' });

const unreadable = (status: number): Problem =>
  status >= 400 && status < 500
    ? problem('blocked', 'no', blockedBy(status))
    : problem('unreachable', 'no', `The vendor gave no readable answer (HTTP ${status}).`);
