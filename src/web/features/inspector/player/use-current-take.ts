import { useEffect, useEffectEvent, useState } from 'react';

import type { LoopSound } from '../../player/loop-sound.ts';
import { hasPlayed } from '../../player/play-take.ts';
import { playback } from '../../player/playback.ts';
import { notePlayed } from '../../tasks/card/played-tasks.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import type { Player } from './loop-player.ts';

/** The player's clock is drawn so often. */
const TICK_MS = 250;

/** The inspector's player as the page's own plays it; `note` is for whatever changes there. */
function soundOf(player: Player, onLoop: (loop: boolean) => void): { sound: LoopSound; note: () => void } {
  let last = { at: 0, of: 0 };
  // Once it is closed it knows no more where it stood.
  const now = () => (last = player.seconds() ?? last);
  const sound: LoopSound = {
    get time() {
      return now().at;
    },
    get duration() {
      return now().of;
    },
    play: () => player.play(),
    pause: () => player.pause(),
    seek: (seconds) => player.seekSeconds(seconds),
    // The inspector listens to the volume itself.
    setLevel: () => undefined,
    setLoop: (loop) => {
      onLoop(loop);
      return true;
    },
    close: () => player.pause(),
  };
  return { sound, note: now };
}

/**
 * While a take plays here it is the page's current one: the player below, its keys and the list's reach it,
 * it begins where it stood there, and goes on there from where it stood here. A file of one's own is nobody's take.
 */
export function useCurrentTake(
  player: Player,
  { from, id }: InspectedSound,
  wanted: { title: string; isPlaying: boolean; isLooping: boolean; onLoop: (loop: boolean) => void },
): void {
  const { title, isPlaying, isLooping } = wanted;
  const [{ sound, note }] = useState(() => soundOf(player, wanted.onLoop));
  const src = from && id;
  const task = from?.id;
  useEffect(() => player.subscribe(note), [player, note]);
  useEffect(() => {
    if (src === null || task === undefined || !isPlaying) return playback.rest(sound, false);
    notePlayed(task);
    hasPlayed.set(true);
    playback.adopt(sound, src, isLooping, title);
    const ticks = setInterval(() => playback.store.update((state) => ({ ...state })), TICK_MS);
    return () => clearInterval(ticks);
  }, [sound, src, task, isLooping, isPlaying, title]);
  const open = useEffectEvent(() => {
    if (src !== null && playback.state().src === src) player.seekSeconds(playback.timeOf(src));
  });
  useEffect(() => {
    open();
    return () => playback.rest(sound, true);
  }, [sound]);
}
