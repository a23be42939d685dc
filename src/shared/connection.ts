/** One entry of the sandbox's scenario picker. */
export interface Scenario {
  /** Stands in the prompt as `[name]`. */
  name: string;
  label: string;
}

/** `GET /api/connection`, also pushed on the stream. */
export interface Connection {
  /** `sandbox`, `apibox`, `sunoapi`, `kie`, or `custom` for a URL of one's own. */
  upstream: string;
  host: string;
  dialect: DialectName;
  hasKey: boolean;
  models: string[];
  pace: { count: number; perMs: number };
  credits: number | null;
  /** Where the vendor hands out keys. */
  keyPage: string | null;
  /** ISO time since when the vendor has not answered; absent while it does. */
  silentSince?: string;
  scenarios: Scenario[];
}

/** The two ways a vendor takes sounds: `/api/v1/generate/sounds`, and kie's `/api/v1/jobs/createTask`. */
export const SOUNDS_ROUTES = ['generate', 'jobs'] as const;
export type SoundsRoute = (typeof SOUNDS_ROUTES)[number];

export const DIALECT_NAMES = ['apibox', 'sunoapi', 'kie'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];
