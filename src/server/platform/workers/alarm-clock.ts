import { type Clock, systemClock } from '../clock.ts';

/** The part of a Durable Object's storage that holds its one alarm. */
export interface AlarmStorage {
  getAlarm(): Promise<number | null>;
  setAlarm(at: number): Promise<void>;
}

export interface AlarmClock extends Clock {
  /** To be awaited at the start of every event: until then no alarm is set. */
  begin: () => Promise<void>;
  /** The object's `alarm()`. It never throws: an alarm that does is tried six times and then forgotten. */
  ring: () => Promise<void>;
}

/** A pending timer keeps an object in memory, and memory is paid for: one that lies further ahead is the alarm's alone. */
const NEAR_MS = 5000;
/** An object may be gone before a near timer is due: the alarm stands so far behind it. */
const BEHIND_MS = 3000;

interface Timer {
  /** By the wall clock, as alarms go. */
  dueAt: number;
  /** When the alarm rings for it at the latest. */
  alarmAt: number;
  task: () => void;
}

/**
 * Time in a Durable Object. Whatever it wakes for wakes the object too, after a crash or when it was put out of memory.
 * An alarm set while the object is being made would cancel the very alarm that wakes it (workerd says so in its log):
 * none is set before the first event has begun.
 */
export function createAlarmClock(
  storage: AlarmStorage,
  report: (error: unknown) => void,
  clock: Clock = systemClock,
): AlarmClock {
  const timers = new Set<Timer>();
  /** When the alarm will ring; undefined: not known yet. */
  let armedAt: number | null | undefined;
  /** The earliest time that somebody wants to be woken at, of those that the alarm does not cover yet. */
  let wantedAt: number | null = null;

  /** Each move of the alarm is a row written: it is moved only where it would be late. */
  function arm(at: number): void {
    wantedAt = Math.min(wantedAt ?? at, at);
    if (armedAt === undefined) return;
    const wanted = wantedAt;
    wantedAt = null;
    if (armedAt !== null && armedAt <= wanted) return;
    armedAt = wanted;
    storage.setAlarm(wanted).catch(report);
  }

  function run(timer: Timer): void {
    if (!timers.delete(timer)) return;
    try {
      timer.task();
    } catch (error) {
      report(error);
    }
  }

  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    after(ms, task) {
      const isNear = ms <= NEAR_MS;
      const dueAt = clock.now() + ms;
      const timer = { dueAt, alarmAt: dueAt + (isNear ? BEHIND_MS : 0), task };
      timers.add(timer);
      const callOff = isNear ? clock.after(ms, () => run(timer)) : () => {};
      arm(timer.alarmAt);
      return () => {
        timers.delete(timer);
        callOff();
      };
    },
    async begin() {
      if (armedAt !== undefined) return;
      const found = await storage.getAlarm();
      if (armedAt !== undefined) return;
      armedAt = found;
      if (wantedAt !== null) arm(wantedAt);
    },
    async ring() {
      // The one that rings is used up.
      armedAt = null;
      try {
        const now = clock.now();
        for (const timer of [...timers].sort((a, b) => a.dueAt - b.dueAt)) if (timer.dueAt <= now) run(timer);
      } finally {
        const next = Math.min(...[...timers].map(({ alarmAt }) => alarmAt));
        if (next !== Infinity) arm(next);
      }
    },
  };
}
