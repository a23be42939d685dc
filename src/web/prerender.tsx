import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';

import { App } from './app.tsx';

const never = () => new Promise<never>(() => {});

/** The page as it stands before any script, rendered once by the build. */
export const renderPage = (): string =>
  renderToString(
    <StrictMode>
      <App loadSecondStage={never} />
    </StrictMode>,
  );
