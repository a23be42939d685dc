import { InfiniteQueryObserver, QueryObserver, type QueryClient } from '@tanstack/react-query';

import { isLive, type Task } from '#shared/task.ts';

import { connectionQuery, type Api } from '../api/api-client.ts';
import { taskListQuery } from '../api/task-queries.ts';
import { createStore, type Store } from '../lib/create-store.ts';
import { unknownStatus, type ServerStatus } from '../state/server-status.ts';

/** What takes longer than usual is not waited for. */
const isOnItsWay = (task: Task): boolean => isLive(task) && !('slowSince' in task);

/** The server's state for the form, which is there before the query client. */
export const watchServer = (api: Api, client: QueryClient): Store<ServerStatus> =>
  createStore(unknownStatus, {
    start: (store) => {
      const connection = new QueryObserver(client, connectionQuery(api));
      const tasks = new InfiniteQueryObserver(client, taskListQuery(api, ''));
      const update = () => {
        const { data } = connection.getCurrentResult();
        const pages = tasks.getCurrentResult().data?.pages ?? [];
        const liveCount = pages.reduce((sum, page) => sum + page.tasks.filter(isOnItsWay).length, 0);
        store.update((before) =>
          before.connection === data && before.liveCount === liveCount
            ? before
            : { connection: data, liveCount },
        );
      };
      const stops = [connection.subscribe(update), tasks.subscribe(update)];
      update();
      return () => {
        for (const stop of stops) stop();
      };
    },
  });
