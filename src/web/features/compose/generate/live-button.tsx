import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { outbox } from '../../../state/outbox.ts';
import * as words from '../../../strings/compose-strings.ts';
import { taskCache } from '../../../sync/task-cache.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { freshSound } from '../../player/fresh-sound.ts';

const ReadyButton = lazyComponent(() => import('../../player/ready-button.tsx'), 'ReadyButton');

const noEntries = () => [];

/** In the phone's bar: how many sounds are on their way, then the newest that arrived, which it plays. */
export function LiveButton({ liveCount }: { liveCount: number }) {
  const client = useQueryClient();
  const fresh = useStore(freshSound);
  const pressed = useSyncExternalStore(outbox.subscribe, outbox.rows, noEntries);
  if (fresh) return <ReadyButton task={fresh.task} />;
  // A press counts at once; what the server has of it is counted there.
  const isOnTheWay = ({ id, status }: (typeof pressed)[number]) =>
    status === 'sending' && !taskCache(client).get(id);
  const count = liveCount + pressed.filter(isOnTheWay).length;
  return (
    <a href="#tasks" className="live">
      {count === 0 ? (
        words.tasks
      ) : (
        <>
          <b>{count}</b> {words.inProgress}
        </>
      )}
    </a>
  );
}
