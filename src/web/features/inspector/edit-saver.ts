import type { TakeEdit } from '#shared/take-edits.ts';

import { createStore, type Store } from '../../lib/create-store.ts';
import type { InspectedSound } from './inspected-sound.ts';

export interface EditSaver {
  /** Some could not be kept; they are tried again with the next change, or when asked to. */
  isUnsaved: Store<boolean>;
  keep: (sound: InspectedSound, edits: readonly TakeEdit[]) => void;
  /** Whether the server has other edits of it than were sent from here, and nothing of ours is on its way to replace them. */
  isNews: (sound: InspectedSound, edits: readonly TakeEdit[]) => boolean;
  retry: () => void;
}

/** Sends every change of a take's edits to the server: one at a time a take, the last one surely. */
export function createEditSaver(
  send: (sound: InspectedSound, edits: readonly TakeEdit[]) => Promise<void>,
): EditSaver {
  const isUnsaved = createStore(false);
  const kept = new Map<string, readonly TakeEdit[]>();
  const wanted = new Map<string, { sound: InspectedSound; edits: readonly TakeEdit[] }>();
  const sending = new Set<string>();

  async function sendNext(id: string): Promise<void> {
    const next = wanted.get(id);
    if (!next || sending.has(id)) return;
    const { sound, edits } = next;
    if ((kept.get(id) ?? sound.edits) === edits) {
      wanted.delete(id);
      return;
    }
    sending.add(id);
    try {
      await send(sound, edits);
      kept.set(id, edits);
      isUnsaved.set(false);
    } catch {
      isUnsaved.set(true);
      return;
    } finally {
      sending.delete(id);
    }
    await sendNext(id);
  }

  return {
    isUnsaved,
    keep: (sound, edits) => {
      if (sound.from === null) return;
      wanted.set(sound.id, { sound, edits });
      void sendNext(sound.id);
    },
    isNews: (sound, edits) => {
      if (wanted.has(sound.id) || sending.has(sound.id)) return false;
      if (JSON.stringify(kept.get(sound.id) ?? sound.edits) === JSON.stringify(edits)) return false;
      kept.set(sound.id, edits);
      return true;
    },
    retry: () => {
      for (const id of wanted.keys()) void sendNext(id);
    },
  };
}
