import type { DialectName } from '#shared/connection.ts';

import { matchesHost } from '../platform/host-names.ts';
import { DIALECTS } from './dialects.ts';
import type { Fetch } from './http-request.ts';
import { asNumber, asObject } from './parse-json.ts';
import { recordOutcome } from './parse-record.ts';
import type { Lookup } from './public-address.ts';
import { sendOutcome, wireBody } from './send-sound.ts';
import { openAudio } from './vendor-audio.ts';
import { createVendorRequests } from './vendor-requests.ts';
import type { PassthroughCall, Vendor } from './vendor.ts';

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

const RECORD_INFO = '/api/v1/generate/record-info';
const LYRICS = '/api/v1/generate/get-timestamped-lyrics';

export function createVendorClient(options: VendorClientOptions): Vendor {
  const { id, name, fetch, lookup, mediaHosts = [], userAgent = USER_AGENT } = options;
  const apiKey = options.apiKey.trim();
  const dialect = DIALECTS[options.dialect];
  const base = options.origin.replace(/\/+$/, '');
  const ownHost = new URL(base).hostname;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const requests = createVendorRequests({ base, apiKey, userAgent, fetch, readMs: timeouts.readMs });
  const recordPath = (taskId: string) => `${RECORD_INFO}?taskId=${encodeURIComponent(taskId)}`;

  return {
    id,
    name,
    host: new URL(base).host,
    dialect: dialect.name,
    hasKey: apiKey !== '',
    keyPage: name === dialect.name ? dialect.keyPage : null,
    firstPollMs: options.firstPollMs ?? (name === 'sandbox' ? 150 : 1500),

    ...(options.forget && { forget: options.forget }),

    async send(request, { callBackUrl } = {}) {
      const missing = requests.keyProblem();
      if (missing) return { kind: 'refused', problem: missing, slowDown: false };
      const body = wireBody(request, dialect, callBackUrl);
      const answer = await requests.request('/api/v1/generate/sounds', timeouts.sendMs, body);
      return sendOutcome(answer, dialect, requests.redact);
    },

    async readRecord(taskId) {
      return recordOutcome(await requests.read(recordPath(taskId)), taskId, dialect);
    },

    async readCredits() {
      const answer = await requests.read(dialect.creditPath);
      if (answer.kind === 'unanswered' || answer.envelope.code !== 200) return null;
      const { data } = answer.envelope;
      return asNumber(data) ?? asNumber(asObject(data)?.['credits']);
    },

    passThrough(call: PassthroughCall) {
      if (call.call === 'credit') return requests.read(dialect.creditPath);
      if (call.call === 'record-info') return requests.read(recordPath(call.taskId));
      const { taskId, audioId } = call.body;
      return requests.read(LYRICS, { taskId, audioId });
    },

    openAudio: (url, signal) =>
      openAudio(
        {
          isAllowed: ({ hostname }) => hostname === ownHost || matchesHost(mediaHosts, hostname),
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
