import { Refusal } from '#shared/problem.ts';

import { pause } from '../../platform/pause.ts';
import type { TaskContext } from '../task-context.ts';

/** What cannot be written (disk full) is kept in memory and tried again after so long. */
export const REWRITE_MS = 1000;

/**
 * What a vendor answered is never lost to a full disk: it waits here until it can be written.
 * @param what is named in the report
 * @throws what kept it from being written, once `isStopped`; a Refusal of `write` at once
 */
export async function persistOutcome(
  { clock, report }: Pick<TaskContext, 'clock' | 'report'>,
  isStopped: () => boolean,
  what: string,
  write: () => void,
): Promise<void> {
  for (;;) {
    try {
      return write();
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      const error = new Error(`The outcome of ${what} could not be written.`, { cause });
      if (isStopped()) throw error;
      report(error);
      await pause(clock, REWRITE_MS);
    }
  }
}
