import { callbackOf, type VendorTask } from './vendor-tasks.ts';

export interface SentCallback {
  url: string;
  type: string;
  /** What it carried was made up. */
  forged: boolean;
  /** HTTP status, or null when nobody answered. */
  status: number | null;
}

const ANSWER_MS = 15_000;
const LATE_MS = 2_000;

/** Plans a task's callbacks; `later` runs a step in that many milliseconds, unless the vendor is closed by then. */
export function planCallbacks(
  task: VendorTask,
  base: string,
  later: (ms: number, step: () => Promise<void>) => void,
  log: SentCallback[],
): void {
  const { callBackUrl } = task.body;
  const { callbacks, renderMs, stages } = task.plan;
  if (typeof callBackUrl !== 'string' || callbacks === 'none') return;

  const post = async (url: string, type: string, payload: unknown, forged: boolean) => {
    const entry: SentCallback = { url, type, forged, status: null };
    log.push(entry);
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      signal: AbortSignal.timeout(ANSWER_MS),
    }).then(
      (response) => {
        entry.status = response.status;
        return response.body?.cancel();
      },
      // Nobody there: a real vendor shrugs too.
      () => undefined,
    );
  };

  const honest =
    stages.at(-1) === 'SUCCESS' ? (['text', 'first', 'complete'] as const) : (['error'] as const);
  const extra = callbacks === 'late' ? LATE_MS : 0;
  for (const [index, type] of honest.entries()) {
    const at = (renderMs * (index + 1)) / honest.length + extra;
    const send = () => post(callBackUrl, type, callbackOf(task, type, base), false);
    later(at, send);
    if (callbacks === 'twice') later(at, send);
  }
  if (callbacks === 'forged') {
    const other = { ...task, taskId: `forged-${task.taskId}` };
    later(0, () => post(callBackUrl, 'error', callbackOf(task, 'error', base), true));
    later(0, () => post(callBackUrl, 'complete', callbackOf(other, 'complete', base), true));
    later(0, () => post(`${callBackUrl}x`, 'complete', callbackOf(task, 'complete', base), true));
  }
}
