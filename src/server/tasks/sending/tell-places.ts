import type { ConnectionContext } from '../task-context.ts';

/** Held tasks further back than this keep the place they were last told. */
const TOLD_PLACES = 50;
const EVERY_MS = 2000;

/** As the queue moves, those near its head tell their new place. @returns ends it */
export function tellPlaces({ id: own, events, queue, repository, clock }: ConnectionContext): () => void {
  let callOff: (() => void) | null = null;

  function tell(): void {
    callOff = null;
    const held = queue.all(own).slice(0, TOLD_PLACES);
    if (held.length > 0) repository.transact(() => held.forEach(({ id }) => repository.change(id, {})));
  }

  const unwatch = events.watch(({ connection, state }) => {
    if (connection === own && state !== 'held') callOff ??= clock.after(EVERY_MS, tell);
  });
  return () => {
    unwatch();
    callOff?.();
  };
}
