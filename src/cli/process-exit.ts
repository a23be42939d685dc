import { StorageProblem, Unwritable, UnusableData } from '../server/platform/errors.ts';
import { SettingsProblem } from '../server/platform/node/settings.ts';
import { ListenProblem } from './serve.ts';

const SAID_IN_ONE_LINE = [SettingsProblem, StorageProblem, ListenProblem, UnusableData, Unwritable];

/** What the person who started us can put right is said in one line; anything else is ours, with its stack. */
export async function exitOnProblem(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!SAID_IN_ONE_LINE.some((kind) => error instanceof kind)) throw error;
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** The first signal ends everything in order, a second one at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      end().catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
    });
  }
}
