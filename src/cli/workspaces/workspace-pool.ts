import { Refusal } from '#shared/problem.ts';

import type { Clock } from '../../server/platform/clock.ts';
import { whenRead } from '../../server/platform/when-read.ts';

/** As long as a zip that was asked for can still be fetched. */
const IDLE_MS = 10 * 60_000;
/** A timer of the runtime holds no more than 24.8 days. */
const FAR_MS = 24 * 3_600_000;

const LOOK_GAP_MS = 20;

export interface PooledWorkspace {
  fetch: (request: Request, env: object) => Response | Promise<Response>;
  /** Something goes on by itself, or will soon. */
  isBusy: () => Promise<boolean>;
  /** Milliseconds until it has something to do; null: nothing. */
  nextIn: () => number | null;
  /** Ends streams, takes no more work, waits for what is on the wire. */
  stopWork: () => Promise<void>;
  close: () => Promise<void>;
}

interface Slot {
  workspace: Promise<PooledWorkspace>;
  users: number;
  callOff: () => void;
}

export interface PoolOptions {
  open: (id: string) => Promise<PooledWorkspace>;
  clock: Clock;
  report: (error: unknown) => void;
  idleMs?: number;
}

/**
 * Workspaces that are opened by their first request and closed when nobody and nothing needs them: no request under way,
 * no stream open, nothing sent or rendering, no timer near. What is due later opens them again.
 */
export function createPool({ open, clock, report, idleMs = IDLE_MS }: PoolOptions) {
  const slots = new Map<string, Slot>();
  const closing = new Map<string, Promise<void>>();
  const wakes = new Map<string, () => void>();
  let isStopping = false;

  function slotOf(id: string): Slot {
    const known = slots.get(id);
    if (known) return known;
    wakes.get(id)?.();
    wakes.delete(id);
    const before = closing.get(id) ?? Promise.resolve();
    const slot: Slot = { workspace: before.then(() => open(id)), users: 0, callOff: () => {} };
    slots.set(id, slot);
    // One that cannot be opened is tried again by the next request.
    slot.workspace.catch(() => slots.delete(id));
    return slot;
  }

  async function lend(id: string): Promise<{ workspace: PooledWorkspace; giveBack: () => void }> {
    if (isStopping) throw stopping();
    const slot = slotOf(id);
    slot.users++;
    slot.callOff();
    let isOut = true;
    const giveBack = () => {
      if (!isOut) return;
      isOut = false;
      slot.users--;
      if (slot.users === 0) restLater(id, slot);
    };
    try {
      return { workspace: await slot.workspace, giveBack };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  function restLater(id: string, slot: Slot): void {
    slot.callOff();
    if (isStopping || slots.get(id) !== slot) return;
    slot.callOff = clock.after(idleMs, () => void rest(id, slot).catch(report));
  }

  async function rest(id: string, slot: Slot): Promise<void> {
    const workspace = await slot.workspace;
    const isBusy = (await workspace.isBusy()) || (workspace.nextIn() ?? Infinity) < idleMs;
    if (slot.users > 0 || isStopping || slots.get(id) !== slot) return;
    if (isBusy) return restLater(id, slot);
    const nextIn = workspace.nextIn();
    slots.delete(id);
    const closed = workspace.close().finally(() => closing.delete(id));
    closing.set(id, closed);
    if (nextIn !== null) wakeIn(id, nextIn);
    await closed;
  }

  function wakeIn(id: string, ms: number): void {
    wakes.get(id)?.();
    const callOff = clock.after(Math.min(ms, FAR_MS), () => void look(id).catch(report));
    wakes.set(id, callOff);
  }

  /** Opens one that nobody asked for: what it left undone goes on. It rests again at once where there is nothing. */
  async function look(id: string): Promise<void> {
    const { giveBack } = await lend(id);
    giveBack();
    const slot = slots.get(id);
    if (slot && slot.users === 0) await rest(id, slot);
  }

  return {
    async fetch(id: string, request: Request, env: object): Promise<Response> {
      const { workspace, giveBack } = await lend(id);
      try {
        return whenRead(await workspace.fetch(request, env), giveBack, { skipJson: true });
      } catch (error) {
        giveBack();
        throw error;
      }
    },

    /** After a start, one after the other: what was under way goes on with nobody asking. */
    async lookAt(ids: readonly string[]): Promise<void> {
      for (const id of ids) {
        if (isStopping) return;
        await look(id).catch(report);
        // Those who ask come first: each opening holds everybody up for its writes.
        await new Promise<void>((resolve) => void clock.after(LOOK_GAP_MS, resolve));
      }
    },

    /** How many are open. */
    size: (): number => slots.size,

    async stopWork(): Promise<void> {
      isStopping = true;
      for (const callOff of wakes.values()) callOff();
      for (const { callOff } of slots.values()) callOff();
      await Promise.allSettled(
        [...slots.values()].map(async ({ workspace }) => (await workspace).stopWork()),
      );
    },

    async close(): Promise<void> {
      isStopping = true;
      await Promise.allSettled([
        ...closing.values(),
        ...[...slots.values()].map(async ({ workspace }) => (await workspace).close()),
      ]);
      slots.clear();
    },
  };
}

const stopping = () =>
  new Refusal(503, {
    code: 'maintenance',
    message: 'Cuesmith is stopping. Nothing was sent. Try again shortly.',
  });
