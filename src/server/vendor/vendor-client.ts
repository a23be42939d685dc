import type { DialectName, SoundsRoute } from '#shared/connection.ts';

import { matchesHost } from '../platform/host-names.ts';
import { DIALECTS, refusalOf, type Dialect } from './dialects.ts';
import type { Fetch } from './http-request.ts';
import { asNumber, asObject } from './parse-json.ts';
import { recordOutcome } from './parse-record.ts';
import type { Lookup } from './public-address.ts';
import { ROUTES, sendOutcome } from './send-sound.ts';
import { openAudio } from './vendor-audio.ts';
import { createVendorRequests } from './vendor-requests.ts';
import type {
  Balance,
  PassthroughCall,
  PassthroughOutcome,
  RecordOutcome,
  SendOutcome,
  Vendor,
} from './vendor.ts';

export interface VendorClientOptions {
  /** The connection it works for. */
  id: string;
  /** `sandbox`, `apibox`, `sunoapi`, `kie` or `custom`. */
  name: string;
  /** Where its `/api/v1/…` begins; may have a path. */
  origin: string;
  dialect: DialectName;
  /** Which of the host's ways to take sounds is used; default: the one it documents. A failure never leads to the other. */
  route?: SoundsRoute;
  apiKey: string;
  /** Each paid request on a connection that has carried nothing. */
  fetch: Fetch;
  /** For what costs nothing: may use a connection again, or ask twice. Default: `fetch`. */
  readFetch?: Fetch;
  /** Opens a connection ahead of the next send. */
  warm?: () => void;
  /** Lets go of every connection. */
  close?: () => void;
  /**
   * For audio on other hosts: its sockets refuse private addresses, since a name may resolve to another address than
   * the one that was checked.
   */
  publicFetch?: Fetch;
  lookup: Lookup;
  /** Hosts that audio may lead to although they are private or speak plain http. */
  mediaHosts?: readonly string[];
  userAgent?: string;
  forget?: Vendor['forget'];
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

const LYRICS = '/api/v1/generate/get-timestamped-lyrics';
const CONVERT_TO_WAV = '/api/v1/wav/generate';
const WAV_RECORD = '/api/v1/wav/record-info';

export function createVendorClient(options: VendorClientOptions): Vendor {
  const { id, name, fetch, lookup, mediaHosts = [], userAgent = USER_AGENT } = options;
  const apiKey = options.apiKey.trim();
  const dialect = DIALECTS[options.dialect];
  const base = options.origin.replace(/\/+$/, '');
  const ownHost = new URL(base).hostname;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const readFetch = options.readFetch ?? fetch;
  const requests = createVendorRequests({
    base,
    apiKey,
    userAgent,
    fetch,
    readFetch,
    readMs: timeouts.readMs,
  });
  const route = options.route ?? dialect.routes[0];

  /** A call that may cost something: one request, and what became of it. */
  async function spend(path: string, body: object): Promise<SendOutcome> {
    const missing = requests.keyProblem();
    if (missing) return { kind: 'refused', problem: missing, slowDown: false };
    return sendOutcome(await requests.request(path, timeouts.sendMs, body), dialect, requests.redact);
  }

  return {
    id,
    name,
    host: new URL(base).host,
    dialect: dialect.name,
    keyPage: name === dialect.name ? dialect.keyPage : null,
    firstPollMs: options.firstPollMs ?? (name === 'sandbox' ? 150 : 1500),

    ...(options.forget && { forget: options.forget }),
    warm: options.warm ?? (() => {}),
    close: options.close ?? (() => {}),

    send: (request, { callBackUrl } = {}) =>
      spend(ROUTES[route].create, ROUTES[route].body(request, dialect, callBackUrl)),

    convertToWav: ({ taskId, audioId }, { callBackUrl } = {}) =>
      spend(CONVERT_TO_WAV, { taskId, audioId, ...(callBackUrl && { callBackUrl }) }),

    readRecord: createRecordReader(requests, dialect, route),

    readBalance: async () => balanceOf(await requests.read(dialect.creditPath), dialect),

    passThrough: (call) => passThrough(requests, dialect, call),

    openAudio: (url, signal) =>
      openAudio(
        {
          isAllowed: ({ hostname }) => hostname === ownHost || matchesHost(mediaHosts, hostname),
          fetch: readFetch,
          publicFetch: options.publicFetch ?? readFetch,
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

type Requests = ReturnType<typeof createVendorRequests>;

const query = (taskId: string): string => `?taskId=${encodeURIComponent(taskId)}`;

/** Reading is free: a task made by the host's other way, before the setting was changed, is found there. */
function createRecordReader(requests: Requests, dialect: Dialect, route: SoundsRoute): Vendor['readRecord'] {
  const readBy = async (by: SoundsRoute, taskId: string): Promise<RecordOutcome> =>
    recordOutcome(await requests.read(ROUTES[by].record + query(taskId)), taskId, dialect);
  return async (taskId) => {
    const outcome = await readBy(route, taskId);
    const other = dialect.routes.find((name) => name !== route);
    if (outcome.kind !== 'not-found' || other === undefined) return outcome;
    const elsewhere = await readBy(other, taskId);
    return elsewhere.kind === 'found' ? elsewhere : outcome;
  };
}

function passThrough(
  requests: Requests,
  dialect: Dialect,
  call: PassthroughCall,
): Promise<PassthroughOutcome> {
  if (call.call === 'credit') return requests.read(dialect.creditPath);
  if (call.call === 'wav-record') return requests.read(WAV_RECORD + query(call.taskId));
  const { taskId, audioId } = call.body;
  return requests.read(LYRICS, { taskId, audioId });
}

function balanceOf(answer: PassthroughOutcome, dialect: Dialect): Balance {
  if (answer.kind === 'unanswered') {
    const { problem, status } = answer;
    return { credits: null, problem, ...(status !== undefined && { status }) };
  }
  const { code, msg, data } = answer.envelope;
  if (code !== 200) return { credits: null, problem: refusalOf(dialect, code, msg).problem };
  return { credits: asNumber(data) ?? asNumber(asObject(data)?.['credits']), problem: null };
}
