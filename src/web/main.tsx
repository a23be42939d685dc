import './styles/app.css';
import { startTransition, StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';

import { createApi } from './api/api-client.ts';
import { App } from './app.tsx';
import { watchInput } from './features/compose/pre-hydration-input.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root.');

// Under way while the form comes to life.
const session = import('./tasks-root.tsx');
session.catch(() => undefined);
let first = true;
const loadSession = () => {
  if (!first) return import('./tasks-root.tsx');
  first = false;
  return session;
};

const loadHelpers = () => import('./features/compose/compose-helpers.tsx');

const page = (
  <StrictMode>
    <App
      api={createApi()}
      loadSession={loadSession}
      loadHelpers={loadHelpers}
      takeInput={watchInput(document)}
    />
  </StrictMode>
);

// The build renders the shell into the page (entry/page/prerender.ts); in development it is empty.
// As a transition: in slices, so that it never keeps a key or a press waiting.
if (root.firstElementChild) startTransition(() => void hydrateRoot(root, page));
else createRoot(root).render(page);
