import type { Connection } from '#shared/connection.ts';
import { TASK_CREDITS, USUAL_RENDER_MS } from '#shared/limits.ts';

/** The vendor counts at its own end, so the server keeps a little behind its pace. */
const GUARD = 1.05;
/** Where that price was seen; the others do not say theirs. */
const PRICED = ['sandbox', 'kie', 'sunoapi'];

export interface Estimate {
  /** Until the last one is sent. */
  waitMs: number;
  /** Until the last one should be ready. */
  readyMs: number;
  /** null when the price is not known. */
  credits: number | null;
  /** What is left now, when it is less than that. */
  short: number | null;
}

/** The wait and the cost of `count` tasks, behind `ahead` that wait already. */
export function estimate(count: number, ahead: number, connection: Connection | undefined): Estimate {
  const pace = connection?.pace;
  const waitMs = pace ? Math.floor(Math.max(0, ahead + count - 1) / pace.count) * pace.perMs * GUARD : 0;
  const vendor = connection?.vendor;
  const credits = PRICED.includes(vendor ?? '') ? count * TASK_CREDITS : null;
  const left = connection?.credits ?? null;
  return {
    waitMs,
    readyMs: waitMs + (vendor === 'sandbox' ? USUAL_RENDER_MS.sandbox : USUAL_RENDER_MS.vendor),
    credits,
    short: credits !== null && left !== null && left < credits ? left : null,
  };
}
