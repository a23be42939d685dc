import { canonicalBody } from '#shared/canonical-body.ts';
import type { SoundRequest } from '#shared/sound-request.ts';
import type { GoneTask } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

/** An answered press stays the same press for so long: a double click, a bouncing key. */
export const SAME_PRESS_MS = 2000;

/** What a press made: one task for each of its sounds. */
export type PressAnswer = (Task | GoneTask)[];

const nameOf = (request: SoundRequest, connection = ''): string => connection + canonicalBody(request);

interface Press {
  count: number;
  answer: Promise<PressAnswer>;
  answeredAt: number | null;
}

/** What was pressed lately, by connection and body. One per page. */
export class Presses {
  readonly #now: () => number;
  readonly #latest = new Map<string, Press>();

  /** @param now milliseconds; a clock that nobody sets back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The answer of the press that this one repeats, or null. It is the same press only as a whole: so many of the same. */
  repeated(request: SoundRequest, count: number, connection?: string): Promise<PressAnswer> | null {
    const press = this.#latest.get(nameOf(request, connection));
    if (!press || press.count !== count) return null;
    return press.answeredAt === null || this.#now() - press.answeredAt < SAME_PRESS_MS ? press.answer : null;
  }

  start(request: SoundRequest, count: number, answer: Promise<PressAnswer>, connection?: string): void {
    const name = nameOf(request, connection);
    const press: Press = { count, answer, answeredAt: null };
    this.#latest.set(name, press);
    void this.#follow(name, press);
  }

  async #follow(name: string, press: Press): Promise<void> {
    try {
      await press.answer;
      press.answeredAt = this.#now();
    } catch {
      // A press that failed is over: the next one starts anew (with the id of the outbox, if it stayed there).
      if (this.#latest.get(name) === press) this.#latest.delete(name);
    }
  }
}

export const pagePresses = new Presses();
