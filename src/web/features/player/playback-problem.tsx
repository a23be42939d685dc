import { useStore } from '../../lib/create-store.ts';
import * as words from '../../strings/list-strings.ts';
import { playback } from './playback.ts';

/** Why a take does not sound. */
export function PlaybackProblem({ name, isRendering }: { name: string; isRendering: boolean }) {
  const failure = useStore(playback.store, (state) => state.failure);
  if (failure === 'device') return words.noSoundDevice;
  return isRendering ? words.notYetPlayable(name) : words.notPlayable(name);
}
