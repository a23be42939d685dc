import { startTransition, useEffect, useRef, useState } from 'react';

import { emptySound } from '#shared/empty-sound.ts';
import type { KnownRequest } from '#shared/sound-request.ts';

import { type Api } from './api/api-client.ts';
import type * as Tools from './features/compose/compose-helpers.tsx';
import { Compose, type ComposeHandle } from './features/compose/compose.tsx';
import type { Early } from './features/compose/pre-hydration-input.ts';
import { useTools } from './features/compose/use-compose-helpers.ts';
import { Header } from './features/header/header.tsx';
import { ApiError } from './lib/api-error.ts';
import type { SessionHandle, SessionStatus, TasksRoot } from './tasks-root.tsx';
import { LiveRegion } from './ui/live-region.tsx';
import { TasksFrame } from './ui/tasks-frame.tsx';

export interface AppProps {
  api: Api;
  /** Fetches the second piece of the page: all that talks to the server. */
  loadSession: () => Promise<{ TasksRoot: typeof TasksRoot }>;
  /** Fetches what helps with the form, once the page is at rest. */
  loadTools?: () => Promise<typeof Tools>;
  takeEarly?: () => Early;
}

const notYet: SessionStatus = { connection: undefined, isLost: false, liveCount: 0 };

/** Brings the features together; they do not know each other. */
export function App({ api, loadSession, loadTools, takeEarly }: AppProps) {
  const [piece, setPiece] = useState<typeof TasksRoot | null>(null);
  const [missing, setMissing] = useState(false);
  const [status, setStatus] = useState(notYet);
  const [session] = useState(() => Promise.withResolvers<SessionHandle>());
  const compose = useRef<ComposeHandle>(null);
  const tools = useTools(loadTools, piece !== null || missing);
  // One function for good: the cards are memoised on it.
  const [edit] = useState(() => (request: KnownRequest) => compose.current?.load(request));
  const [readForm] = useState(() => () => compose.current?.read() ?? emptySound);

  useEffect(() => {
    loadSession().then(
      // The form answers while the list is drawn.
      ({ TasksRoot }) => startTransition(() => setPiece(() => TasksRoot)),
      () => setMissing(true),
    );
  }, [loadSession]);

  async function loadAgain() {
    setMissing(false);
    try {
      const { TasksRoot } = await loadSession();
      setPiece(() => TasksRoot);
    } catch (cause) {
      setMissing(true);
      throw new ApiError('no-answer', 0, { cause });
    }
  }

  async function connected(): Promise<SessionHandle> {
    if (missing) await loadAgain();
    return session.promise;
  }

  const Connected = piece;
  return (
    <>
      <Header connection={status.connection} lost={status.isLost} />
      <main className="page layout">
        <Compose
          ref={compose}
          connection={status.connection}
          onSubmit={async (request) => (await connected()).submit(request)}
          sentAgoMs={async (request) => (await connected()).sentAgoMs(request)}
          liveCount={status.liveCount}
          tools={tools?.composeTools}
          renderDesk={
            tools
              ? (handle) => <tools.ToolDesk api={api} compose={handle} connection={status.connection} />
              : undefined
          }
          {...(takeEarly ? { takeEarly } : {})}
        />
        {Connected ? (
          <Connected
            api={api}
            ref={(handle) => {
              if (handle) session.resolve(handle);
            }}
            onStatus={setStatus}
            onEdit={edit}
            onTune={(tuning) => compose.current?.tune(tuning)}
            readForm={readForm}
          />
        ) : (
          <TasksFrame missing={missing} onTryAgain={() => void loadAgain().catch(() => undefined)} />
        )}
      </main>
      <LiveRegion />
    </>
  );
}
