import { TASK_CREDITS } from '#shared/limits.ts';

import type { Clock } from '../server/platform/clock.ts';
import type { Submission } from './envelopes.ts';
import type { Jobs } from './jobs.ts';
import type { SandboxStore } from './sandbox-store.ts';
import { readScenario } from './scenarios.ts';
import type { Throttle } from './throttle.ts';
import { VendorRefusal, type Wording } from './wording.ts';

/** `[slow-down]` is refused this often before it is accepted. */
const SLOW_DOWNS = 2;
/** Tasks on their way beyond which a submission is told to come later. */
const UNDERWAY_MAX = 200;

interface Options {
  store: SandboxStore;
  jobs: Jobs;
  clock: Clock;
  wording: Wording;
  throttle: Throttle;
}

/** @returns takes a submission in, gives a taskId out or throws a `VendorRefusal`. */
export function createSoundReceiver({
  store,
  jobs,
  clock,
  wording,
  throttle,
}: Options): (submission: Submission, base: string) => string {
  const slowedDown = new Map<string, number>();

  function slowDown(param: string): void {
    const times = slowedDown.get(param) ?? 0;
    if (times >= SLOW_DOWNS) {
      slowedDown.delete(param);
      return;
    }
    slowedDown.set(param, times + 1);
    throw new VendorRefusal('too-fast');
  }

  return ({ request, param }, base) => {
    const { scenario } = readScenario(request.prompt, wording);
    if (typeof scenario === 'number') throw new VendorRefusal(scenario);
    if (scenario === 'slow-down') slowDown(param);
    if (jobs.count() >= UNDERWAY_MAX) throw new VendorRefusal('too-fast');
    throttle.count();

    const taskId = crypto.randomUUID().replaceAll('-', '');
    const audioIds = Array.from({ length: scenario === 'one-take' ? 1 : 2 }, () => crypto.randomUUID());
    store.transact(() => {
      store.pay(TASK_CREDITS);
      store.add(
        { taskId, createdAt: clock.now(), param, base, callBackUrl: request.callBackUrl ?? null },
        audioIds,
      );
    });
    jobs.start(taskId);
    return taskId;
  };
}
