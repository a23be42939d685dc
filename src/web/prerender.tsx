import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';

import { createApi } from './api/api-client.ts';
import { App } from './app.tsx';

/** The page as it stands before any script: rendered once, by the build. */
export const renderShell = (): string =>
  renderToString(
    <StrictMode>
      <App api={createApi()} loadSession={() => import('./tasks-root.tsx')} />
    </StrictMode>,
  );
