import { expect, test } from 'vitest';

import { createManualClock } from '../../../testing/manual-clock.ts';
import { createAlarmClock } from './alarm-clock.ts';

const HOUR = 3_600_000;

function startClock({ alarm = null }: { alarm?: number | null } = {}) {
  const time = createManualClock();
  const storage = {
    alarm,
    moves: 0,
    getAlarm: async () => storage.alarm,
    async setAlarm(at: number) {
      storage.alarm = at;
      storage.moves++;
    },
  };
  const reports: unknown[] = [];
  const clock = createAlarmClock(storage, (error) => reports.push(error), time);
  /** As the runtime does when the alarm's time has come. */
  const ring = async () => {
    storage.alarm = null;
    await clock.ring();
  };
  return { time, storage, reports, clock, ring };
}

test('no alarm is set before the first event: it would cancel the one that wakes the object', async () => {
  const { clock, storage, time } = startClock();
  clock.after(HOUR, () => {});
  await time.advance(0);
  expect(storage.moves).toBe(0);
  await clock.begin();
  expect(storage.alarm).toBe(time.now() + HOUR);
});

test('an alarm that stands already is moved only when it would be late', async () => {
  const { clock, storage, time } = startClock({ alarm: 500 });
  clock.after(HOUR, () => {});
  await clock.begin();
  expect(storage).toMatchObject({ alarm: 500, moves: 0 });
  const { clock: late, storage: other, time: itsTime } = startClock({ alarm: time.now() + 2 * HOUR });
  late.after(HOUR, () => {});
  await late.begin();
  expect(other).toMatchObject({ alarm: itsTime.now() + HOUR, moves: 1 });
});

test('a far timer is the alarm’s alone: a pending one would keep the object in memory', async () => {
  const { clock, time, ring, storage } = startClock();
  await clock.begin();
  let rang = 0;
  clock.after(HOUR, () => rang++);
  expect(time.waiting()).toEqual([]);
  await time.advance(HOUR);
  expect(rang).toBe(0);
  await ring();
  expect(rang).toBe(1);
  expect(storage.alarm).toBe(null);
});

test('a near timer runs by itself, and the alarm stands behind it for the case that the object is gone', async () => {
  const { clock, time, storage } = startClock();
  await clock.begin();
  let rang = 0;
  clock.after(1000, () => rang++);
  expect(storage.alarm).toBe(time.now() + 4000);
  await time.advance(1000);
  expect(rang).toBe(1);
});

test('many near timers one after the other move the alarm once', async () => {
  const { clock, time, storage, ring } = startClock();
  await clock.begin();
  for (let n = 0; n < 20; n++) {
    clock.after(100, () => {});
    await time.advance(100);
  }
  expect(storage.moves).toBe(1);
  clock.after(100, () => {});
  await ring();
  expect(storage.alarm).toBe(time.now() + 100 + 3000);
});

test('the alarm reports what a task throws, runs the others, and is set again', async () => {
  const { clock, time, storage, ring, reports } = startClock();
  await clock.begin();
  let rang = 0;
  clock.after(HOUR, () => {
    throw new Error('broken');
  });
  clock.after(HOUR, () => rang++);
  clock.after(2 * HOUR, () => rang++);
  await time.advance(HOUR);
  await ring();
  expect(rang).toBe(1);
  expect(reports).toEqual([new Error('broken')]);
  expect(storage.alarm).toBe(time.now() + HOUR);
});

test('a timer that was called off wakes nobody', async () => {
  const { clock, time, storage, ring } = startClock();
  await clock.begin();
  let rang = 0;
  const offs = [clock.after(1000, () => rang++), clock.after(HOUR, () => rang++)];
  for (const off of offs) off();
  await time.advance(HOUR);
  await ring();
  expect(rang).toBe(0);
  expect(storage.alarm).toBe(null);
});
