import { useState } from 'react';

import { takeLetter } from '#shared/task.ts';

import { words } from '../../strings/inspector-strings.ts';
import type { InspectedSound } from './inspected-sound.ts';
import type { Layer } from './player/loop-player.ts';
import { decodedOf } from './workers/measure.ts';

interface MixedLoop {
  sound: InspectedSound;
  layer: Layer;
  isMuted: boolean;
}

export interface Mix {
  layers: readonly Layer[];
  /** Something else is heard alone. */
  mutesMain: boolean;
}

export const NO_MIX: Mix = { layers: [], mutesMain: false };

/** Stands for the sound itself where a loop's id says which one is heard alone. */
export const MAIN = 'main';

export type OtherLoops = ReturnType<typeof useOtherLoops>;

/** The loops that a sound is heard with: each muted or not, one of all alone. */
export function useOtherLoops() {
  const [mixed, setMixed] = useState<readonly MixedLoop[]>([]);
  const [isMainMuted, muteMain] = useState(false);
  /** `MAIN`, or the id of a loop. */
  const [solo, setSolo] = useState<string | null>(null);
  const [message, say] = useState('');
  return {
    mixed,
    isMainMuted,
    solo,
    message,
    muteMain,
    setSolo,
    say,
    add: async (sound: InspectedSound) => {
      try {
        const { pcm } = await decodedOf(sound);
        setMixed((before) => [...before, { sound, layer: { id: sound.id, pcm, gain: 1 }, isMuted: false }]);
        say(words.added(nameOf(sound)));
      } catch {
        say(words.notRead(nameOf(sound)));
      }
    },
    mute: ({ sound }: MixedLoop, isMuted: boolean) =>
      setMixed((before) => before.map((one) => (one.sound === sound ? { ...one, isMuted } : one))),
    remove: ({ sound }: MixedLoop) => {
      setMixed((before) => before.filter((one) => one.sound !== sound));
      if (solo === sound.id) setSolo(null);
    },
  };
}

/** What the player plays beside the sound. */
export function mixOf(
  helpers: readonly Layer[],
  { mixed, solo, isMainMuted }: Pick<OtherLoops, 'mixed' | 'solo' | 'isMainMuted'>,
): Mix {
  const others = mixed.map(({ sound: { id }, layer, isMuted }) => ({
    ...layer,
    gain: isMuted || (solo !== null && solo !== id) ? 0 : 1,
  }));
  return {
    layers: [...helpers, ...others],
    mutesMain: isMainMuted || (solo !== null && solo !== MAIN),
  };
}

export const nameOf = ({ title, from, asked }: InspectedSound): string => {
  const short = title.length > 40 ? `${title.slice(0, 39)}…` : title;
  return [short, from ? takeLetter(from.take) : '', asked.bpm === null ? '' : words.inBpm(asked.bpm)]
    .filter(Boolean)
    .join(', ');
};
