import { expect, it } from 'vitest';

import { onDemand } from './on-demand.ts';

/** A part whose every fetch ends when it is told to. */
function slowPart() {
  const fetches: { come: () => void; fail: () => void }[] = [];
  const part = onDemand(
    () =>
      new Promise<string>((resolve, reject) =>
        fetches.push({ come: () => resolve('part'), fail: () => reject(new Error('away')) }),
      ),
  );
  return { part, fetches };
}

it('what was pressed first is done first, once it is here', async () => {
  const { part, fetches } = slowPart();
  const done: number[] = [];
  part.prefetch();
  const presses = [1, 2].map((n) => part.run(() => done.push(n)));
  for (const { come } of fetches.toReversed()) come();
  await Promise.all(presses);
  expect(done).toEqual([1, 2]);
});

it('what did not come is fetched anew for the next press', async () => {
  const { part, fetches } = slowPart();
  const lost = part.run(() => undefined);
  fetches[0]?.fail();
  await expect(lost).rejects.toThrow('away');
  expect(part.here()).toBeNull();
  const done = part.run(() => undefined);
  fetches[1]?.come();
  await done;
  expect(part.here()).toBe('part');
});
