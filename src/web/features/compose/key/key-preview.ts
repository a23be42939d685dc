import { announce } from '../../../lib/announce.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { claimPlayback } from '../../player/exclusive-playback.ts';
import { KeySound, type PreviewedKey } from './key-sound.ts';

const listeners = new Set<() => void>();
let sound: KeySound | null = null;

function set(next: KeySound | null): void {
  sound = next;
  for (const listener of listeners) listener();
}

/** The one sound that is heard before anything is sent. */
export const keyPreview = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isOn: () => sound !== null,
  change: (heard: PreviewedKey) => sound?.change(heard),
  stop: () => sound?.stop(),
  toggle: (heard: PreviewedKey): void => {
    if (sound) return sound.stop();
    if (heard.key === 'Any' && heard.bpm === null) return announce(strings.hear.nothing);
    try {
      const next: KeySound = new KeySound(heard, () => {
        if (sound === next) set(null);
      });
      claimPlayback(() => next.stop());
      set(next);
    } catch {
      announce(strings.hear.noSound);
    }
  },
};
