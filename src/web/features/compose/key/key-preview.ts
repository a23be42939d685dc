import { announce } from '../../../lib/announce.ts';
import { createStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/compose-strings.ts';
import type { KeySound, PreviewedKey } from './key-sound.ts';

const sound = createStore<KeySound | null>(null);

/** The one sound that is heard before anything is sent. */
export const keyPreview = {
  sound,
  change: (to: PreviewedKey) => sound.get()?.change(to),
  stop: () => sound.get()?.stop(),
  toggle: async (previewed: PreviewedKey): Promise<void> => {
    if (sound.get()) return keyPreview.stop();
    try {
      (await import('./key-sound.ts')).startKeySound(previewed, sound);
    } catch {
      announce(words.noSound);
    }
  },
};
