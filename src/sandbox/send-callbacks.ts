import type { Clock } from '../server/platform/clock.ts';
import { pause } from '../server/platform/pause.ts';
import type { StoredCallback, SandboxStore } from './sandbox-store.ts';

/** As documented: an answer within 15 s, delivery stops after three failures. */
export const CALLBACK_TIMEOUT_MS = 15_000;
const CALLBACK_TRIES = 3;

/** Says why in a sentence that holds nothing of the address. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem';
}

export type Deliver = (url: string, init: RequestInit) => Promise<Response>;

interface Options {
  store: SandboxStore;
  clock: Clock;
  deliver: Deliver;
  retryMs: number;
  report: (error: unknown) => void;
  stopped: AbortSignal;
}

export type Callbacks = ReturnType<typeof createCallbacks>;

/** Delivers each task's queued callbacks in order; what is queued outlives a restart. */
export function createCallbacks({ store, clock, deliver, retryMs, report, stopped }: Options) {
  const running = new Map<string, Promise<void>>();

  async function post({ url, body }: StoredCallback): Promise<string | null> {
    const timeout = new AbortController();
    const callOff = clock.after(CALLBACK_TIMEOUT_MS, () =>
      timeout.abort(new DeliveryProblem(`no answer within ${CALLBACK_TIMEOUT_MS / 1000} s`)),
    );
    try {
      const response = await deliver(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'cuesmith-sandbox' },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([timeout.signal, stopped]),
      });
      await response.body?.cancel();
      return response.status === 200 ? null : `HTTP ${response.status}`;
    } catch (error) {
      return reasonOf(error);
    } finally {
      callOff();
    }
  }

  async function deliverAll(taskId: string): Promise<void> {
    for (;;) {
      const callback = stopped.aborted ? null : store.nextCallback(taskId);
      if (!callback) return;
      const trouble = await post(callback);
      if (stopped.aborted) return;
      if (trouble === null) store.dropCallback(callback.id);
      else if (callback.tries + 1 < CALLBACK_TRIES) {
        store.countTry(callback.id);
        await pause(clock, retryMs, stopped);
      } else {
        store.dropCallback(callback.id);
        // The host only: the path may hold the receiver's secret.
        report(new Error(`Callback of task ${taskId} to ${new URL(callback.url).host} given up: ${trouble}`));
      }
    }
  }

  function kick(taskId: string): void {
    if (running.has(taskId)) return;
    const work = deliverAll(taskId)
      .catch((error: unknown) => {
        if (!stopped.aborted) report(error);
      })
      .finally(() => running.delete(taskId));
    running.set(taskId, work);
  }

  return { kick, idle: async () => void (await Promise.all(running.values())) };
}

/** A runtime's own message may hold the address, and a password in it. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryProblem) return error.message;
  if (!(error instanceof Error)) return 'it could not be sent';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? 'it could not be sent' : reasonOf(error.cause);
}
