import type { Clock } from '../../../src/server/platform/clock.ts';

interface Timer {
  due: number;
  task: () => void;
  handle: NodeJS.Timeout;
}

/** The system's clock, which can be moved on: what falls due runs at once, what is later comes so much sooner. */
export class DrivenClock implements Clock {
  #aheadMs = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  elapsed(): number {
    return this.now();
  }

  after(ms: number, task: () => void): () => void {
    const timer: Timer = { due: this.now() + ms, task, handle: setTimeout(() => this.#fire(timer), ms) };
    this.#timers.add(timer);
    return () => this.#drop(timer);
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.due - b.due)) {
      clearTimeout(timer.handle);
      const left = timer.due - this.now();
      if (left <= 0) this.#fire(timer);
      else timer.handle = setTimeout(() => this.#fire(timer), left);
    }
  }

  #fire(timer: Timer): void {
    if (!this.#timers.has(timer)) return;
    this.#drop(timer);
    timer.task();
  }

  #drop(timer: Timer): void {
    clearTimeout(timer.handle);
    this.#timers.delete(timer);
  }
}
