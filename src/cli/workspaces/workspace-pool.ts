import { Refusal } from '#shared/problem.ts';

import type { Clock } from '../../server/platform/clock.ts';
import { pause } from '../../server/platform/pause.ts';
import { Semaphore } from '../../server/platform/semaphore.ts';
import { createTimeSlice } from '../../server/platform/time-slice.ts';
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
export class WorkspacePool {
  readonly #open: PoolOptions['open'];
  readonly #clock: Clock;
  readonly #report: PoolOptions['report'];
  readonly #idleMs: number;
  readonly #slots = new Map<string, Slot>();
  readonly #closing = new Map<string, Promise<void>>();
  /** What calls off the timers of those that are closed. */
  readonly #wakes = new Map<string, () => void>();
  readonly #opening = new Semaphore(1);
  readonly #slice = createTimeSlice();
  #isStopping = false;

  constructor({ open, clock, report, idleMs = IDLE_MS }: PoolOptions) {
    this.#open = open;
    this.#clock = clock;
    this.#report = report;
    this.#idleMs = idleMs;
  }

  async fetch(id: string, request: Request, env: object): Promise<Response> {
    const { workspace, giveBack } = await this.#lend(id);
    try {
      return whenRead(await workspace.fetch(request, env), giveBack, { skipJson: true });
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** After a start, one after the other: what was under way goes on with nobody asking. */
  async lookAt(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (this.#isStopping) return;
      await this.#look(id).catch(this.#report);
      // Those who ask come first: each opening holds everybody up for its writes.
      await pause(this.#clock, LOOK_GAP_MS);
    }
  }

  /** How many are open. */
  size(): number {
    return this.#slots.size;
  }

  async stopWork(): Promise<void> {
    this.#isStopping = true;
    for (const callOff of this.#wakes.values()) callOff();
    for (const { callOff } of this.#slots.values()) callOff();
    await Promise.allSettled(
      [...this.#slots.values()].map(async ({ workspace }) => (await workspace).stopWork()),
    );
  }

  async close(): Promise<void> {
    this.#isStopping = true;
    await Promise.allSettled([
      ...this.#closing.values(),
      ...[...this.#slots.values()].map(async ({ workspace }) => (await workspace).close()),
    ]);
    this.#slots.clear();
  }

  #slotOf(id: string): Slot {
    const known = this.#slots.get(id);
    if (known) return known;
    this.#wakes.get(id)?.();
    this.#wakes.delete(id);
    const before = this.#closing.get(id) ?? Promise.resolve();
    const slot: Slot = { workspace: before.then(() => this.#openInTurn(id)), users: 0, callOff: () => {} };
    this.#slots.set(id, slot);
    // One that cannot be opened is tried again by the next request.
    slot.workspace.catch(() => this.#slots.delete(id));
    return slot;
  }

  /** One after the other; whoever has an open one is answered in between. */
  #openInTurn(id: string): Promise<PooledWorkspace> {
    return this.#opening.within(async () => {
      if (this.#slice.isOver()) await this.#slice.pause();
      if (this.#isStopping) throw stopping();
      return this.#open(id);
    });
  }

  async #lend(id: string): Promise<{ workspace: PooledWorkspace; giveBack: () => void }> {
    if (this.#isStopping) throw stopping();
    const slot = this.#slotOf(id);
    slot.users++;
    slot.callOff();
    let isOut = true;
    const giveBack = () => {
      if (!isOut) return;
      isOut = false;
      slot.users--;
      if (slot.users === 0) this.#restLater(id, slot);
    };
    try {
      return { workspace: await slot.workspace, giveBack };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  #restLater(id: string, slot: Slot): void {
    slot.callOff();
    if (this.#isStopping || this.#slots.get(id) !== slot) return;
    slot.callOff = this.#clock.after(this.#idleMs, () => void this.#rest(id, slot).catch(this.#report));
  }

  async #rest(id: string, slot: Slot): Promise<void> {
    const workspace = await slot.workspace;
    const isBusy = (await workspace.isBusy()) || (workspace.nextIn() ?? Infinity) < this.#idleMs;
    if (slot.users > 0 || this.#isStopping || this.#slots.get(id) !== slot) return;
    if (isBusy) return this.#restLater(id, slot);
    const nextIn = workspace.nextIn();
    this.#slots.delete(id);
    const closed = workspace.close().finally(() => this.#closing.delete(id));
    this.#closing.set(id, closed);
    if (nextIn !== null) this.#wakeIn(id, nextIn);
    await closed;
  }

  #wakeIn(id: string, ms: number): void {
    this.#wakes.get(id)?.();
    const callOff = this.#clock.after(Math.min(ms, FAR_MS), () => void this.#look(id).catch(this.#report));
    this.#wakes.set(id, callOff);
  }

  /** Opens one that nobody asked for: what it left undone goes on. It rests again at once where there is nothing. */
  async #look(id: string): Promise<void> {
    const { giveBack } = await this.#lend(id);
    giveBack();
    const slot = this.#slots.get(id);
    if (slot && slot.users === 0) await this.#rest(id, slot);
  }
}

const stopping = () =>
  new Refusal(503, {
    code: 'maintenance',
    message: 'Cuesmith is stopping. Nothing was sent. Try again shortly.',
  });
