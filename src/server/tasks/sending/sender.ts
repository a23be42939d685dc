import type { TaskRow } from '../../db/task-row.ts';
import { sendable } from '../retry.ts';
import type { ConnectionContext } from '../task-context.ts';
import { findUnreachable } from './find-unreachable.ts';
import { REWRITE_MS } from './persist-outcome.ts';
import { createSettleSend, SLOW_DOWN_MAX_MS, type SettleSend } from './settle-send.ts';

/** Three round trips to the far side of the world, and some. */
const HANDSHAKE_MS = 1500;

/** Takes the held tasks of a connection in order, when pace and concurrency allow, and sends each exactly once. */
export function createSender(context: ConnectionContext) {
  const { events, clock, id: own } = context;
  const onWire = new Map<string, Promise<void>>();
  const stopped = new AbortController();
  let isRetired = false;
  const settle = createSettleSend(context, stopped.signal);
  let callOff = () => {};
  let callOffWarming = () => {};

  // Room on the wire that another connection leaves may be ours.
  const isShared = Number.isFinite(context.runtime.maxOnWire);
  // A task that leaves the wire or the renderer makes room; a new or returned one wants some.
  const unwatch = events.watch(({ connection }) => {
    if (connection === own || isShared) wakeAfter(0);
  });

  function wakeAfter(ms: number): void {
    if (isRetired) return;
    callOff();
    callOff = clock.after(ms, pump);
  }

  function pump(): void {
    try {
      for (;;) {
        if (isRetired) return;
        const turn = takeTurn(context);
        if (typeof turn === 'object' && turn !== null) {
          launch(turn);
          continue;
        }
        if (turn !== null) {
          wakeAfter(turn);
          warmBefore(turn);
        }
        return;
      }
    } catch (error) {
      // The journal could not be written (disk full, say): nothing was sent; try again later.
      context.report(error);
      wakeAfter(REWRITE_MS);
    }
  }

  /** The handshake is over by the time the turn comes. */
  function warmBefore(ms: number): void {
    callOffWarming();
    callOffWarming = clock.after(Math.max(0, ms - HANDSHAKE_MS), () => context.vendor.warm());
  }

  function launch(sending: TaskRow): void {
    const flight = send(context, sending, settle)
      .catch(context.report)
      .finally(() => {
        onWire.delete(sending.id);
        wakeAfter(0);
      });
    onWire.set(sending.id, flight);
  }

  /** Sends nothing more; resolves when what is on the wire has ended. */
  async function retire(): Promise<void> {
    isRetired = true;
    callOff();
    callOffWarming();
    unwatch();
    await Promise.all(onWire.values());
  }

  return {
    wake: () => wakeAfter(0),
    /**
     * In the transaction that journals: what may leave at once is marked as sending with it, so that both are one write.
     * @returns sends it; to be called when that is on disk
     */
    takeTurns(): () => void {
      const taken: TaskRow[] = [];
      if (isRetired) return () => {};
      for (;;) {
        const turn = takeTurn(context);
        if (turn === null || typeof turn === 'number') break;
        taken.push(turn);
      }
      return () => taken.forEach(launch);
    },
    retire,
    /** The same at once: no outcome is tried again. */
    close(): Promise<void> {
      stopped.abort();
      return retire();
    },
  };
}

/** One request on the wire, and what became of it written down. */
async function send(
  context: ConnectionContext,
  { id, request, secret }: TaskRow,
  settle: SettleSend,
): Promise<void> {
  const whole = sendable(request);
  if (!whole) throw new Error(`Task ${id} was queued with an incomplete request.`);
  context.atPoint('before-send');
  const ours =
    context.publicUrl === null || secret === null
      ? undefined
      : `${context.publicUrl}/api/callbacks/${secret}`;
  const callBackUrl = whole.callBackUrl ?? ours;
  const outcome =
    (await findUnreachable(context)) ??
    (await context.vendor.send(whole, callBackUrl === undefined ? {} : { callBackUrl }));
  context.atPoint('after-send');
  await settle(id, outcome);
  context.atPoint('after-settle');
}

/** The next task, marked as sending; or how long to wait for one; null until something changes. */
function takeTurn(context: ConnectionContext): TaskRow | number | null {
  const { repository, queue, rateLimiter, storage, clock, credits } = context;
  if (queue.countBusy(context.id) >= context.row().concurrency) return null;
  if (queue.countSending() >= context.runtime.maxOnWire) return null;
  const now = clock.now();
  const next = queue.next(context.id, now, now + SLOW_DOWN_MAX_MS);
  if (!next) return null;
  const at = Math.max(rateLimiter.nextAt(), next.sendAt);
  // By the clock as it is now: one that ticked since would call "at once" too early.
  const leftMs = at - clock.now();
  if (leftMs > 0) return leftMs;
  if (!storage.isStillOurs()) return REWRITE_MS;
  return repository.transact(() => {
    rateLimiter.record();
    return repository.move(next.id, 'sending', {
      sentAt: now,
      problem: null,
      creditsBefore: credits.known(),
    });
  });
}
