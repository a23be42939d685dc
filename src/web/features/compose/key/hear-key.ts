import { announce } from '../../../lib/announce.ts';
import { say } from '../../../strings/helper-strings.ts';
import { claimPlayback } from '../../player/exclusive-playback.ts';
import { HearSound, type Heard } from './key-sound.ts';

const listeners = new Set<() => void>();
let sound: HearSound | null = null;

function set(next: HearSound | null): void {
  sound = next;
  for (const listener of listeners) listener();
}

/** The one sound that is heard before anything is sent. */
export const hear = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isOn: () => sound !== null,
  change: (heard: Heard) => sound?.change(heard),
  stop: () => sound?.stop(),
  toggle: (heard: Heard): void => {
    if (sound) return sound.stop();
    if (heard.key === 'Any' && heard.bpm === null) return announce(say.hear.nothing);
    try {
      const next: HearSound = new HearSound(heard, () => {
        if (sound === next) set(null);
      });
      claimPlayback(() => next.stop());
      set(next);
    } catch {
      announce(say.hear.noSound);
    }
  },
};
