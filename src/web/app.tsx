import { useCallback, useEffect, useRef, useState } from 'react';

import { ApiError, type Api } from './api.ts';
import type { Early } from './early.ts';
import { Compose, type ComposeHandle } from './features/compose/compose.tsx';
import { Header } from './features/header/header.tsx';
import { LiveRegion } from './live-region.tsx';
import type { Session, SessionHandle, SessionStatus } from './session.tsx';
import { TasksFrame } from './ui/tasks-frame.tsx';

export interface AppProps {
  api: Api;
  /** Fetches the second piece of the page: all that talks to the server. */
  loadSession: () => Promise<{ Session: typeof Session }>;
  takeEarly?: () => Early;
}

const notYet: SessionStatus = { connection: undefined, isLost: false, liveCount: 0 };

/** Brings the features together; they do not know each other. */
export function App({ api, loadSession, takeEarly }: AppProps) {
  const [piece, setPiece] = useState<typeof Session | null>(null);
  const [missing, setMissing] = useState(false);
  const [status, setStatus] = useState(notYet);
  const [session] = useState(() => Promise.withResolvers<SessionHandle>());
  const compose = useRef<ComposeHandle>(null);

  const load = useCallback(async () => {
    setMissing(false);
    try {
      const { Session } = await loadSession();
      setPiece(() => Session);
    } catch (cause) {
      setMissing(true);
      throw new ApiError('no-answer', 0, { cause });
    }
  }, [loadSession]);
  /** The same, where the frame already says that it failed and offers to try again. */
  const tryLoad = useCallback(() => void load().catch(() => undefined), [load]);
  useEffect(tryLoad, [tryLoad]);

  async function connected(): Promise<SessionHandle> {
    if (missing) await load();
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
          {...(takeEarly ? { takeEarly } : {})}
        />
        {Connected ? (
          <Connected
            api={api}
            ref={(handle) => {
              if (handle) session.resolve(handle);
            }}
            onStatus={setStatus}
            onEdit={(request) => compose.current?.load(request)}
          />
        ) : (
          <TasksFrame missing={missing} onTryAgain={tryLoad} />
        )}
      </main>
      <LiveRegion />
    </>
  );
}
