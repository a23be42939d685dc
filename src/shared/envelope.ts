import type { Problem } from './problem.ts';

/** The vendor's wrapper around every answer. `code` is the truth, not the HTTP status: 200 means accepted. */
export interface Envelope<Data = unknown> {
  code: number;
  msg: string;
  data: Data | null;
  /** Ours, added beside the vendor's fields on a refusal. */
  problem?: Problem;
}
