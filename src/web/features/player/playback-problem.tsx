import { useEffect, useState } from 'react';

import { useStore } from '../../lib/create-store.ts';
import { serverBackAt } from '../../lib/server-clock.ts';
import * as words from '../../strings/list-strings.ts';
import { playback } from './playback.ts';

interface PlaybackProblemProps {
  name: string;
  isRendering: boolean;
}

/** Why a take does not sound; nothing once the server that was away is back. */
export function PlaybackProblem({ name, isRendering }: PlaybackProblemProps) {
  const failure = useStore(playback.store, (state) => state.failure);
  const [since] = useState(() => performance.now());
  const isOver = useStore(serverBackAt) > since;
  useEffect(() => {
    if (isOver && failure !== 'device') playback.forgetFailure();
  }, [isOver, failure]);
  if (failure === 'device') return words.noSoundDevice;
  if (isOver) return null;
  return isRendering ? words.notYetPlayable(name) : words.notPlayable(name);
}
