import type { Verdict } from './analysis/evaluate.ts';
import type { InspectedSound } from './inspected-sound.ts';

/** The one-line verdict of each take that was measured on this page. */
export function createVerdicts(measure: (sound: InspectedSound) => Promise<Verdict>) {
  const known = new Map<string, Verdict | null>();
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    of: (audio: string): Verdict | null => known.get(audio) ?? null,
    measure: async (sound: InspectedSound): Promise<void> => {
      if (known.has(sound.id)) return;
      known.set(sound.id, null);
      try {
        known.set(sound.id, await measure(sound));
        for (const listener of listeners) listener();
      } catch {
        // What could not be read may be readable when it is played again; the take's row says what is wrong with it.
        known.delete(sound.id);
      }
    },
  };
}
