import { useState } from 'react';

import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import type { Player } from '../player/loop-player.ts';
import { WAVE_LOOK, zoomed, zoomOf, type WaveLook, type WaveWindow } from './wave-window.ts';

/** What is drawn above the columns, and which part of the sound. */
export function useWaveDisplay(pcm: Pcm, player: Player) {
  const [look, setLook] = useState<WaveLook>(WAVE_LOOK);
  const [stored, setStored] = useState<{ length: number; window: WaveWindow } | null>(null);
  const length = lengthOf(pcm);
  // Another length is another sound: all of it, again.
  const window = stored?.length === length ? stored.window : { from: 0, to: length };
  const zoom = zoomOf(window, length);
  return {
    look,
    window,
    zoom,
    setLook: (change: Partial<WaveLook>) => setLook((before) => ({ ...before, ...change })),
    setWindow: (next: WaveWindow) => setStored({ length, window: next }),
    setZoom: (next: number) => setStored({ length, window: zoomed(window, length, next, player.position()) }),
  };
}
