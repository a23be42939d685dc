import type { Verdict } from '#shared/task.ts';

import { hasEdits } from './inspector-state.ts';
import type { LoadedSoundProps } from './panels/sound-in-front.ts';
import type { PlaybackOptions } from './panels/transport.tsx';
import { useInspectorKeys } from './use-inspector-keys.ts';
import type { useSlicing } from './use-slicing.ts';
import type { useWaveDisplay } from './wave/use-wave-display.ts';

/** The keys of the sound in front. */
export function useSoundKeys(
  { state, openSound, dispatch, player, comparing, onKeep }: LoadedSoundProps,
  {
    options,
    setOptions,
    display,
    slicing,
  }: {
    options: PlaybackOptions;
    setOptions: (change: Partial<PlaybackOptions>) => void;
    display: ReturnType<typeof useWaveDisplay>;
    slicing: ReturnType<typeof useSlicing>;
  },
): void {
  const { sound, hears } = openSound;
  const { id } = sound;
  const ids = comparing.blind ?? state.openSounds.map((each) => each.sound.id);
  const choose = (index: number) => {
    const chosen = ids[index];
    if (chosen !== undefined) dispatch({ type: 'choose', id: chosen });
  };
  const verdict = (wish: Verdict) => onKeep(sound.keep === wish ? null : wish);
  useInspectorKeys({
    ' ': () => player.toggle(),
    s: () => player.playSeam(),
    l: () => setOptions({ isLooping: !options.isLooping }),
    y: () => verdict('keep'),
    n: () => verdict('reject'),
    g: () => display.setLook({ spectrum: !display.look.spectrum }),
    '+': () => display.setZoom(display.zoom + 0.1),
    '-': () => display.setZoom(display.zoom - 0.1),
    o: () => {
      if (hasEdits(openSound))
        dispatch({ type: 'hear', id, hears: hears === 'edited' ? 'original' : 'edited' });
    },
    undo: () => dispatch({ type: 'undo', id }),
    redo: () => dispatch({ type: 'redo', id }),
    digit: (n) => (slicing.slicing ? slicing.play(n - 1) : choose(n - 1)),
  });
}
