import { createStore } from '../../lib/create-store.ts';
import type { Verdict } from './analysis/evaluate.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** The one-line verdict of each take, measured once. */
export function createVerdicts(measure: (sound: InspectedSound) => Promise<Verdict>) {
  const store = createStore<ReadonlyMap<string, Verdict>>(new Map());
  const begun = new Set<string>();
  return {
    store,
    of: (audio: string): Verdict | null => store.get().get(audio) ?? null,
    measure: async (sound: InspectedSound): Promise<void> => {
      if (begun.has(sound.id)) return;
      begun.add(sound.id);
      try {
        const verdict = await measure(sound);
        store.update((known) => new Map(known).set(sound.id, verdict));
      } catch {
        // Unreadable audio may be readable when it is played again; the take's row says what is wrong with it.
        begun.delete(sound.id);
      }
    },
  };
}
