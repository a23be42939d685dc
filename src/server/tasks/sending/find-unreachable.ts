import type { SendOutcome } from '../../vendor/vendor.ts';
import { isSilence } from '../connections/vendor-health.ts';
import type { ConnectionContext } from '../task-context.ts';

/** A vendor that answered so lately is taken to be there. */
const FRESH_MS = 30_000;

/**
 * Where a failed send could not be told from a lost answer, a free read goes before it after silence: what that cannot
 * reach is not sent to. @returns the outcome without a send; null: send
 */
export async function findUnreachable({
  runtime,
  vendor,
}: Pick<ConnectionContext, 'runtime' | 'vendor'>): Promise<SendOutcome | null> {
  if (runtime.canProveUnsent || vendor.answeredWithin(FRESH_MS)) return null;
  const { problem, status } = await vendor.readBalance();
  if (problem === null || !isSilence(problem)) return null;
  // Not every host has a balance to tell: a page in its place came from somebody. A gateway's 5xx did not.
  if (status !== undefined && status < 500) return null;
  return { kind: 'refused', problem: { ...problem, charged: 'no' }, slowDown: false };
}
