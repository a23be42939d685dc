/** One entry of the sandbox's scenario picker. */
export interface Scenario {
  /** Stands in the prompt as `[name]`. */
  name: string;
  label: string;
}

export const DIALECT_NAMES = ['apibox', 'sunoapi', 'kie'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** The two ways a vendor takes sounds: `/api/v1/generate/sounds`, and kie's `/api/v1/jobs/createTask`. */
export const SOUNDS_ROUTES = ['generate', 'jobs'] as const;
export type SoundsRoute = (typeof SOUNDS_ROUTES)[number];

/** What a person can connect: a vendor we know, or `custom` for an address of one's own. */
export const VENDOR_NAMES = [...DIALECT_NAMES, 'custom'] as const;
export type VendorName = 'sandbox' | (typeof VENDOR_NAMES)[number];

/** id of the connection that is always there. */
export const SANDBOX_ID = 'sandbox';

/** Names the default connection, whichever it is. */
export const DEFAULT_ID = 'default';

/** At most `count` sends in any `perMs`. */
export interface Pace {
  count: number;
  perMs: number;
}

/** The connection a task belongs to, as the task says it. */
export interface ConnectionRef {
  id: string;
  name: string;
}

/** A vendor plus a key, without the key. One of `GET /api/connections`, also pushed on the stream. */
export interface Connection extends ConnectionRef {
  vendor: VendorName;
  host: string;
  dialect: DialectName;
  hasKey: boolean;
  /** The key's last four characters (`…x9f2`); null when it is too short for that, or there is none. */
  keyHint: string | null;
  /** False for a key that was stored although the vendor could not be asked. */
  verified: boolean;
  models: string[];
  pace: Pace;
  /** The most tasks rendering at once. */
  concurrency: number;
  credits: number | null;
  /** ISO time at which the credits were read; absent until they were. */
  creditsAt?: string;
  /** ISO time since when the vendor has not answered; absent while it does. */
  silentSince?: string;
  /** ISO time since when the vendor has refused the key; absent while it takes it. */
  keyRefusedSince?: string;
  /** Where the vendor hands out keys. */
  keyPage: string | null;
  /** Makes new sounds when nothing else is said. */
  isDefault: boolean;
  /** There is no other one to choose. */
  isOnly: boolean;
  /** Set up outside of the page: the sandbox, or the environment's. */
  isFixed: boolean;
  scenarios: Scenario[];
}
