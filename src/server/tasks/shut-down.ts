import { waitAtMost } from '../platform/pause.ts';
import type { Connections } from './connections/connection-registry.ts';
import { cancelKeyless } from './recovery.ts';
import type { Outcomes } from './submit/outcomes.ts';
import type { TaskContext } from './task-context.ts';

/** How long what is on the wire is waited for. */
const CLOSE_MS = 20_000;

interface RunningParts {
  parts: readonly { close(): void }[];
  stopIndexing: () => void;
  registry: Connections;
  outcomes: Outcomes;
  wavConversions: { idle(): Promise<void> };
}

/** Lets what is on the wire end; what cannot leave any more is answered as it stands. */
export async function shutDown(
  context: TaskContext,
  { parts, stopIndexing, registry, outcomes, wavConversions }: RunningParts,
): Promise<void> {
  try {
    cancelKeyless(context);
  } catch (error) {
    // The next start cancels them; what is on the wire is waited for all the same.
    context.report(error);
  }
  for (const part of parts) part.close();
  stopIndexing();
  const sent = registry.close();
  outcomes.dropHeld();
  await waitAtMost(context.clock, CLOSE_MS, Promise.all([sent, wavConversions.idle()]));
  outcomes.dropAll();
}
