import type { Connection } from '#shared/connection.ts';

/** More than this is a mistake more often than a wish, and fills the page's own storage. */
export const BATCH_MAX = 2000;
/** What one task takes of the sandbox's play money. No vendor says its price in its API. */
const SANDBOX_CREDITS = 2.5;
/** The vendor counts at its own end, so the ledger keeps a little behind its pace. */
const GUARD = 1.05;

export interface Estimate {
  /** Until the last one is sent. */
  waitMs: number;
  /** null when the price is not known. */
  credits: number | null;
  /** What is left now, when it is less than that. */
  short: number | null;
}

/** The wait and the cost of `count` tasks, behind `ahead` that wait already. */
export function estimate(count: number, ahead: number, connection: Connection | undefined): Estimate {
  const pace = connection?.pace;
  const waitMs = pace ? Math.floor(Math.max(0, ahead + count - 1) / pace.count) * pace.perMs * GUARD : 0;
  const credits = connection?.upstream === 'sandbox' ? count * SANDBOX_CREDITS : null;
  const left = connection?.credits ?? null;
  return { waitMs, credits, short: credits !== null && left !== null && left < credits ? left : null };
}
