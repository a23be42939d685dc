import { describe, expect, it } from 'vitest';

import { createManualClock } from '../../testing/manual-clock.ts';
import { pause, waitAtMost } from './pause.ts';

describe('a pause', () => {
  it('ends when its time has come', async () => {
    const clock = createManualClock();
    let isOver = false;
    void pause(clock, 1000).then(() => (isOver = true));
    await clock.advance(999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    expect(isOver).toBe(true);
  });

  it('ends at once with the reason of what calls it off, and leaves no timer', async () => {
    const clock = createManualClock();
    const stopped = new AbortController();
    const pausing = pause(clock, 1000, stopped.signal);
    stopped.abort(new Error('closing'));
    await expect(pausing).rejects.toThrow('closing');
    expect(clock.waiting()).toEqual([]);
    await expect(pause(clock, 1000, stopped.signal)).rejects.toThrow('closing');
  });
});

describe('waiting at most so long', () => {
  it('ends with the work, also where that fails, and leaves no timer', async () => {
    const clock = createManualClock();
    await waitAtMost(clock, 1000, Promise.resolve());
    await expect(waitAtMost(clock, 1000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(clock.waiting()).toEqual([]);
  });

  it('ends without the work when the time is over', async () => {
    const clock = createManualClock();
    const waiting = waitAtMost(clock, 1000, new Promise(() => {}));
    await clock.advance(1000);
    await expect(waiting).resolves.toBeUndefined();
  });
});
