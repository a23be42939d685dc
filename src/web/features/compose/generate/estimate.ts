import type { Connection } from '#shared/connection.ts';
import { PACE_GUARD, TASK_CREDITS, USUAL_RENDER_MS } from '#shared/limits.ts';

const SANDBOX_EACH_MS = 1000;
/** Where that price was seen; the others do not say theirs. */
const PRICED = ['sandbox', 'kie', 'sunoapi'];

interface Estimate {
  /** Until the last one is sent. */
  waitMs: number;
  /** Until the last one should be ready. */
  readyMs: number;
  /** null when the price is not known. */
  credits: number | null;
  /** What is left now, when it is less than that. */
  short: number | null;
}

/** Until `count` are ready of which the last leaves in `waitMs`. The sandbox renders on this machine, one after the other. */
export function readyInMs(waitMs: number, count: number, vendor: string): number {
  const isHere = vendor === 'sandbox';
  const queueMs = isHere ? (count - 1) * SANDBOX_EACH_MS : 0;
  return Math.max(waitMs, queueMs) + (isHere ? USUAL_RENDER_MS.sandbox : USUAL_RENDER_MS.vendor);
}

/** The wait and the cost of `count` tasks, behind `ahead` that wait already. */
export function estimate(count: number, ahead: number, connection: Connection | undefined): Estimate {
  const pace = connection?.pace;
  const waitMs = pace ? Math.floor(Math.max(0, ahead + count - 1) / pace.count) * pace.perMs * PACE_GUARD : 0;
  const vendor = connection?.vendor ?? '';
  const credits = PRICED.includes(vendor) ? count * TASK_CREDITS : null;
  const left = connection?.credits ?? null;
  return {
    waitMs,
    readyMs: readyInMs(waitMs, ahead + count, vendor),
    credits,
    short: credits !== null && left !== null && left < credits ? left : null,
  };
}
