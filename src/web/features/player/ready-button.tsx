import * as words from '../../strings/player-strings.ts';
import { soundName } from '../tasks/card/task-status.ts';
import type { FreshSound } from './fresh-sound.ts';
import { playTake } from './play-take.ts';

/** In either face of the phone's bar: plays the newest sound that arrived. */
export function ReadyButton({ task }: Pick<FreshSound, 'task'>) {
  const [take] = task.takes;
  return (
    take && (
      <button
        type="button"
        className="live is-ready"
        data-icon="play"
        aria-label={words.playReady(soundName(task))}
        onClick={() => playTake(task, take)}
      >
        {words.ready}
      </button>
    )
  );
}
