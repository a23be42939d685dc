import type { TaskRow } from '../../db/task-row.ts';
import type { ConnectionContext } from '../task-context.ts';
import { slowFrom } from '../task-view.ts';
import { DEADLINE_MS } from './apply-record.ts';
import type { RecordReader } from './read-record.ts';

const GROWTH = 1.5;
const POLL_MAX_MS = 10_000;

/** One rendering task. Times are `clock.elapsed()`, which no set clock moves. */
interface Watch {
  dueAt: number;
  gapMs: number;
  deadlineAt: number;
  /** When to tell that it takes longer than usual; null once told. */
  slowAt: number | null;
}

/** When each rendering task of a connection is read, within the vendor's limits, and how long that goes on. */
export class PollSchedule {
  readonly #clock: ConnectionContext['clock'];
  readonly #firstPollMs: number;
  readonly #reader: RecordReader;
  readonly #poll: (id: string) => Promise<void>;
  readonly #watches = new Map<string, Watch>();
  #isClosed = false;
  #callOff = () => {};

  /** @param poll reads one; never rejects */
  constructor(
    { clock, vendor }: Pick<ConnectionContext, 'clock' | 'vendor'>,
    reader: RecordReader,
    poll: (id: string) => Promise<void>,
  ) {
    this.#clock = clock;
    this.#firstPollMs = vendor.firstPollMs;
    this.#reader = reader;
    this.#poll = poll;
  }

  has(id: string): boolean {
    return this.#watches.has(id);
  }

  follow(row: TaskRow, afterMs: number): void {
    const { id, deadlineAt } = row;
    const now = this.#clock.elapsed();
    // What the time of day says is left, and never more than a whole deadline.
    const leftMs = deadlineAt === null ? DEADLINE_MS : Math.min(DEADLINE_MS, deadlineAt - this.#clock.now());
    this.#watches.set(id, {
      dueAt: now + afterMs,
      gapMs: this.#firstPollMs,
      deadlineAt: now + leftMs,
      slowAt: now + Math.max(0, slowFrom(row) - this.#clock.now()),
    });
    this.#plan();
  }

  drop(id: string): void {
    this.#watches.delete(id);
  }

  /** Due now, and soon again. @returns false when it is not followed */
  hurry(id: string): boolean {
    const watch = this.#watches.get(id);
    if (!watch) return false;
    watch.dueAt = this.#clock.elapsed();
    watch.gapMs = this.#firstPollMs;
    this.#plan();
    return true;
  }

  /** Whether it takes longer than usual from now on: true once. */
  becomesSlow(id: string): boolean {
    const watch = this.#watches.get(id);
    if (!watch || watch.slowAt === null || this.#clock.elapsed() < watch.slowAt) return false;
    watch.slowAt = null;
    return true;
  }

  isPastDeadline(id: string): boolean {
    const watch = this.#watches.get(id);
    return watch !== undefined && this.#clock.elapsed() >= watch.deadlineAt;
  }

  endWithin(id: string, ms: number): void {
    const watch = this.#watches.get(id);
    if (watch) watch.deadlineAt = Math.min(watch.deadlineAt, this.#clock.elapsed() + ms);
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff();
  }

  #plan(): void {
    this.#callOff();
    if (this.#isClosed || this.#watches.size === 0) return;
    const roomAt = this.#reader.room();
    let next = Infinity;
    for (const [id, watch] of this.#watches)
      if (!this.#reader.isReading(id)) next = Math.min(next, Math.max(watch.dueAt, roomAt(id)));
    if (next === Infinity) return;
    this.#callOff = this.#clock.after(Math.max(0, next - this.#clock.elapsed()), () => this.#pollDue());
  }

  #pollDue(): void {
    const now = this.#clock.elapsed();
    const due = [...this.#watches]
      .filter(([id, watch]) => !this.#reader.isReading(id) && watch.dueAt <= now)
      .sort(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [id, watch] of due) {
      if (this.#reader.room(now)(id) > now) continue;
      watch.gapMs = Math.min(Math.round(watch.gapMs * GROWTH), POLL_MAX_MS);
      watch.dueAt = now + watch.gapMs;
      void this.#poll(id).finally(() => this.#plan());
    }
    this.#plan();
  }
}
