import { startTransition, useEffect, useState } from 'react';

import { DEFAULT_MODEL } from '#shared/limits.ts';

import { type Api } from './api/api-client.ts';
import type * as Helpers from './features/compose/compose-helpers.tsx';
import { Compose } from './features/compose/compose.tsx';
import { focusField } from './features/compose/form-fields.ts';
import { HelpersContext, useLoadedHelpers } from './features/compose/helpers.ts';
import type { PreHydrationInput } from './features/compose/pre-hydration-input.ts';
import { useComposeForm } from './features/compose/use-compose-form.ts';
import { Header } from './features/header/header.tsx';
import type { Tuning } from './features/inspector/inspected-sound.ts';
import { ApiError } from './lib/api-error.ts';
import type { SessionHandle, SessionStatus, TasksRoot } from './tasks-root.tsx';
import { LiveRegion } from './ui/live-region.tsx';
import { TasksFrame } from './ui/tasks-frame.tsx';

export interface AppProps {
  api: Api;
  /** Fetches the second piece of the page: all that talks to the server. */
  loadSession: () => Promise<{ TasksRoot: typeof TasksRoot }>;
  /** Fetches what helps with the form, once the page is at rest. */
  loadHelpers?: () => Promise<typeof Helpers>;
  takeInput?: () => PreHydrationInput;
}

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];
const notYet: SessionStatus = { connection: undefined, isLost: false, liveCount: 0 };

/** Brings the features together; they do not know each other. */
export function App({ api, loadSession, loadHelpers, takeInput }: AppProps) {
  const [piece, setPiece] = useState<typeof TasksRoot | null>(null);
  const [missing, setMissing] = useState(false);
  const [status, setStatus] = useState(notYet);
  const [session] = useState(() => Promise.withResolvers<SessionHandle>());
  const helpers = useLoadedHelpers(loadHelpers, piece !== null || missing);
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

  const compose = useComposeForm(status.connection?.models ?? DEFAULT_MODELS, {
    onSubmit: async (request) => (await connected()).submit(request),
    sentAgoMs: async (request) => (await connected()).sentAgoMs(request),
  });
  const { form } = compose;
  const [readForm] = useState(() => () => form.getValues());
  const tune = ({ bpm, key }: Tuning) => {
    compose.change({ ...(bpm && { soundTempo: bpm }), ...(key && { soundKey: key }) });
    focusField('prompt');
  };
  const Connected = piece;
  return (
    <HelpersContext value={helpers}>
      <Header connection={status.connection} lost={status.isLost} />
      <main className="page layout">
        <Compose
          compose={compose}
          connection={status.connection}
          liveCount={status.liveCount}
          takeInput={takeInput}
        />
        {helpers && <helpers.ComposeDialogs api={api} compose={compose} connection={status.connection} />}
        {Connected ? (
          <Connected
            api={api}
            ref={(handle) => {
              if (handle) session.resolve(handle);
            }}
            onStatus={setStatus}
            onEdit={compose.load}
            onTune={tune}
            readForm={readForm}
          />
        ) : (
          <TasksFrame missing={missing} onTryAgain={() => void loadAgain().catch(() => undefined)} />
        )}
      </main>
      <LiveRegion />
    </HelpersContext>
  );
}
