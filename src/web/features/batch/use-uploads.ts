import { useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';

import type { SoundRequest } from '#shared/sound-request.ts';

import { type Api, defaultConnection } from '../../api/api-client.ts';
import { newId } from '../../lib/new-id.ts';
import { shorten } from '../../lib/shorten.ts';
import { outbox } from '../../state/outbox.ts';
import { strings } from '../../strings/batch-strings.ts';
import { rereadBatches } from '../../sync/batch-cache.ts';
import { putTasks } from '../../sync/task-cache.ts';
import { UploadQueue } from './upload-queue.ts';

const NAME_MAX = 60;
const LISTED_MS = 1000;
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
const none = () => [];

/** Uploads batches, and tells which parts of them are not answered yet. */
export function useUploads(api: Api) {
  const client = useQueryClient();
  const [queue] = useState(
    () =>
      new UploadQueue(api, outbox, async (tasks) => {
        putTasks(client, tasks);
        // The batch's own line is there before that of the upload goes; the next part waits no longer for it.
        await Promise.race([rereadBatches(client), pause(LISTED_MS)]);
      }),
  );
  const parts = useSyncExternalStore(outbox.subscribe, outbox.parts, none);

  function start(requests: readonly SoundRequest[]): Promise<void> {
    const prompts = new Set(requests.map(({ prompt }) => prompt));
    const [first = ''] = prompts;
    const connection = defaultConnection(client);
    const batch = { id: newId(), name: strings.name(shorten(first, NAME_MAX), prompts.size - 1) };
    return queue.start(
      batch,
      requests.map((request) => ({ id: newId(), request, connection })),
    );
  }
  return { parts, queue, start };
}
