import { QueryClientContext } from '@tanstack/react-query';
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';

import { DEFAULT_MODEL } from '#shared/limits.ts';

import { ApiContext } from './api/api-context.ts';
import { FormContext, useFormActionsOf } from './features/compose/compose-context.ts';
import { Compose } from './features/compose/compose.tsx';
import { HelpersContext } from './features/compose/helpers.ts';
import type { PreHydrationInput } from './features/compose/pre-hydration-input.ts';
import { useComposeForm } from './features/compose/use-compose-form.ts';
import { Header } from './features/header/header.tsx';
import { ApiError } from './lib/api-error.ts';
import { createStore, useStore } from './lib/create-store.ts';
import type { SecondStage } from './second-stage.tsx';
import { unknownStatus } from './state/server-status.ts';
import * as words from './strings/page-strings.ts';
import { LiveRegion } from './ui/live-region.tsx';
import { TasksFrame } from './ui/tasks-frame.tsx';

interface AppProps {
  loadSecondStage: () => Promise<SecondStage>;
  takeInput?: () => PreHydrationInput;
}

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];
const noStatus = createStore(unknownStatus);

/** Header, form and tasks. The form is prerendered and hydrated first; the second stage fills the rest. */
export function App({ loadSecondStage, takeInput }: AppProps) {
  const { stage, isMissing, demand } = useSecondStage(loadSecondStage);
  const { connection, liveCount } = useStore(stage?.status ?? noStatus);
  const compose = useComposeForm(connection?.models ?? DEFAULT_MODELS, {
    onSubmit: async (request, ask) => (await demand()).submit(request, ask),
  });
  const formActions = useFormActionsOf(compose);
  const helpers = stage?.composeHelpers ?? null;
  return (
    <ApiContext value={stage?.api ?? null}>
      <QueryClientContext value={stage?.client}>
        <FormContext value={formActions}>
          <HelpersContext value={helpers}>
            <a href="#tasks" className="skip">
              {words.skip}
            </a>
            <Header>{stage && <stage.Status />}</Header>
            <main className="page layout">
              <Compose
                compose={compose}
                connection={connection}
                liveCount={liveCount}
                takeInput={takeInput}
              />
              {stage && helpers && (
                <helpers.ComposeDialogs api={stage.api} compose={compose} connection={connection} />
              )}
              {stage ? (
                <stage.Tasks />
              ) : (
                <TasksFrame missing={isMissing} onTryAgain={() => void demand().catch(() => undefined)} />
              )}
            </main>
            <LiveRegion />
          </HelpersContext>
        </FormContext>
      </QueryClientContext>
    </ApiContext>
  );
}

function useSecondStage(load: () => Promise<SecondStage>) {
  const [stage, setStage] = useState<SecondStage | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const loading = useRef<Promise<SecondStage> | null>(null);

  /** Resolves when the stage is there; asks for it again where it did not come. */
  const demand = useCallback((): Promise<SecondStage> => {
    const fetchStage = async () => {
      try {
        const loaded = await load();
        // The form answers while the list is drawn.
        startTransition(() => setStage(loaded));
        return loaded;
      } catch (cause) {
        loading.current = null;
        setIsMissing(true);
        throw new ApiError('no-answer', 0, { cause });
      }
    };
    return (loading.current ??= fetchStage());
  }, [load]);

  useEffect(() => void demand().catch(() => undefined), [demand]);
  return { stage, isMissing, demand };
}
