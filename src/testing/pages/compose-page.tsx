import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Ref } from 'react';
import { useImperativeHandle, useState } from 'react';

import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Api } from '../../web/api/api-client.ts';
import type * as Helpers from '../../web/features/compose/compose-helpers.tsx';
import { Compose, type ComposeProps } from '../../web/features/compose/compose.tsx';
import { HelpersContext } from '../../web/features/compose/helpers.ts';
import {
  useComposeForm,
  type ComposeForm,
  type Submission,
} from '../../web/features/compose/use-compose-form.ts';

export interface ComposePageProps extends Partial<Submission>, Omit<ComposeProps, 'compose'> {
  /** With it, the dialogs and the form's link come too. */
  api?: Api;
  helpers?: typeof Helpers | null;
  ref?: Ref<ComposeForm>;
}

const MODELS: readonly string[] = [DEFAULT_MODEL];
const nothing = () => Promise.resolve(null);

/** The form wired as on the page, for tests. */
export function ComposePage({ onSubmit = nothing, api, helpers = null, ref, ...props }: ComposePageProps) {
  const compose = useComposeForm(props.connection?.models ?? MODELS, { onSubmit });
  const [client] = useState(() => new QueryClient());
  useImperativeHandle(ref, () => compose, [compose]);
  return (
    <QueryClientProvider client={client}>
      <HelpersContext value={helpers}>
        <Compose compose={compose} {...props} />
        {helpers && api && (
          <helpers.ComposeDialogs api={api} compose={compose} connection={props.connection} />
        )}
      </HelpersContext>
    </QueryClientProvider>
  );
}
