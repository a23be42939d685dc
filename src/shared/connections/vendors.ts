import type { DialectName, Pace, SoundsRoute } from '../connection.ts';

export interface VendorFacts {
  /** As people write it. */
  label: string;
  origin: string;
  /** Where the vendor hands out keys. */
  keyPage: string;
  pace: Pace;
  /** The ways it takes sounds; the first is the one that its page documents. */
  routes: readonly [SoundsRoute, ...SoundsRoute[]];
}

const PACE: Pace = { count: 20, perMs: 10_000 };

/** The most tasks rendering at once where a vendor says nothing. */
export const CONCURRENCY = 100;

export const VENDORS: Readonly<Record<DialectName, VendorFacts>> = {
  apibox: {
    label: 'apibox',
    origin: 'https://apibox.erweima.ai',
    keyPage: 'https://api.box/api-key',
    pace: PACE,
    routes: ['generate'],
  },
  sunoapi: {
    label: 'sunoapi',
    origin: 'https://api.sunoapi.org',
    keyPage: 'https://sunoapi.org/api-key',
    pace: PACE,
    routes: ['generate'],
  },
  kie: {
    label: 'kie.ai',
    origin: 'https://api.kie.ai',
    keyPage: 'https://kie.ai/api-key',
    pace: PACE,
    routes: ['jobs', 'generate'],
  },
};
