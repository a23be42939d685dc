import { useState } from 'react';

import { useStore } from '../../lib/create-store.ts';
import { syncStatus } from '../../state/sync-status.ts';
import * as words from '../../strings/list-strings.ts';
import { playback } from './playback.ts';

/** Why a take does not sound; nothing once the server that was away is back. */
export function PlaybackProblem({ name, isRendering }: { name: string; isRendering: boolean }) {
  const failure = useStore(playback.store, (state) => state.failure);
  const [since] = useState(() => performance.now());
  const isOver = useStore(syncStatus, ({ backAt }) => backAt > since);
  if (failure === 'device') return words.noSoundDevice;
  if (isOver) return null;
  return isRendering ? words.notYetPlayable(name) : words.notPlayable(name);
}
