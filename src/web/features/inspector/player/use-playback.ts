import { useEffect, useEffectEvent } from 'react';

import type { Version } from '../inspector-state.ts';
import type { Layer, Player } from './loop-player.ts';
import { holdMediaKeys } from './media-keys.ts';

/** What is to be heard, given to the player as it changes; media keys reach it while it plays. */
export function usePlayback(
  player: Player,
  wanted: {
    version: Version;
    isLooping: boolean;
    gain: number;
    layers: readonly Layer[];
    level: number;
    title: string;
    isPlaying: boolean;
  },
): void {
  const { version, isLooping, gain, layers, level, isPlaying } = wanted;
  const { pcm, loop } = version;
  useEffect(() => {
    player.setVoice({ pcm, loop: isLooping ? loop : null, gain });
  }, [player, pcm, loop, isLooping, gain]);
  useEffect(() => player.setLayers(layers), [player, layers]);
  useEffect(() => player.setLevel(level), [player, level]);
  const title = useEffectEvent(() => wanted.title);
  useEffect(() => (isPlaying ? holdMediaKeys(player, title()) : undefined), [player, isPlaying]);
}
