import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { isLive, type Task } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { taskCache } from '../../../sync/task-cache.ts';
import { playback } from '../../player/playback.ts';

/** In the phone's bar: how many sounds are on their way, then the newest that arrived, which it plays. */
export function LiveButton({ liveCount }: { liveCount: number }) {
  const ready = useFreshSound();
  const [take] = ready?.takes ?? [];
  if (!ready || !take)
    return (
      <a href="#tasks" className="live">
        {liveCount === 0 ? (
          strings.live.tasks
        ) : (
          <>
            <b>{liveCount}</b> {strings.live.inProgress}
          </>
        )}
      </a>
    );
  const title = ready.title || (ready.request.prompt ?? '');
  return (
    <button
      type="button"
      className="live is-ready"
      data-icon="play"
      aria-label={strings.live.play(title)}
      onClick={() => playback.toggle(take.audio, ready.request.soundLoop === true, title)}
    >
      {strings.live.ready}
    </button>
  );
}

/** The newest sound that became ready while the page was open, until it is played. */
function useFreshSound(): Extract<Task, { state: 'ready' }> | null {
  const client = useQueryClient();
  const [fresh, setFresh] = useState<Extract<Task, { state: 'ready' }> | null>(null);
  const playing = useStore(playback.store, ({ src }) => src);
  useEffect(
    () =>
      taskCache(client).onChange(({ before, now }) => {
        if (now.state === 'ready' && before && isLive(before)) setFresh(now);
      }),
    [client],
  );
  return fresh?.takes.some(({ audio }) => audio === playing) ? null : fresh;
}
