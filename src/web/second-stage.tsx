import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';

import type { SoundRequest } from '#shared/sound-request.ts';

import { createApi, type Api } from './api/api-client.ts';
import { createQueryClient } from './api/query-client.ts';
import * as composeHelpers from './features/compose/compose-helpers.tsx';
import { ConnectionButton } from './features/connections/connection-button.tsx';
import { InspectorPlace } from './features/inspector/inspector-place.tsx';
import { PlayerPlace } from './features/player/player-place.tsx';
import { TasksPanel } from './features/tasks/tasks-panel.tsx';
import type { Store } from './lib/create-store.ts';
import { startOffline } from './offline/start-offline.ts';
import type { ServerStatus } from './state/server-status.ts';
import { variations } from './state/variations.ts';
import { loadContrast } from './styles/load-contrast.ts';
import { submitSound } from './sync/submit-sound.ts';
import { watchServer } from './sync/watch-server.ts';

/** All of the screen but the form: what talks to the server, the tasks, and what helps with the form. */
export interface SecondStage {
  api: Api;
  client: QueryClient;
  status: Store<ServerStatus>;
  submit: (request: SoundRequest, ask: boolean) => Promise<unknown>;
  /** Of the connection, in the header. */
  Status: ComponentType;
  Tasks: ComponentType;
  /** Absent in tests of the rest. */
  composeHelpers?: typeof composeHelpers;
}

export function createSecondStage(): SecondStage {
  loadContrast();
  const api = createApi(undefined, document.documentElement.dataset['build'] ?? null);
  const client = createQueryClient();
  startOffline(api, client);
  return {
    api,
    client,
    status: watchServer(api, client),
    submit: (request, ask) =>
      client
        .getMutationCache()
        .build(client, submitSound(api))
        .execute({ request, count: variations.get(), ask }),
    Status: ConnectionButton,
    Tasks,
    composeHelpers,
  };
}

function Tasks() {
  return (
    <>
      <TasksPanel />
      <PlayerPlace />
      <InspectorPlace />
    </>
  );
}
