import './styles/app.css';
import { startTransition, StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';

import { App } from './app.tsx';
import { watchInput } from './features/compose/pre-hydration-input.ts';

const loadSecondStage = async () => (await import('./second-stage.tsx')).createSecondStage();

function start(): void {
  // It is in index.html.
  const root = document.querySelector('#root') as Element;
  const page = (
    <StrictMode>
      <App loadSecondStage={loadSecondStage} takeInput={watchInput(document)} />
    </StrictMode>
  );
  // The build prerenders the page (build/prerender-plugin.ts); in development #root is empty.
  // As a transition, hydration runs in slices and never keeps a key or a press waiting.
  if (root.firstElementChild) startTransition(() => void hydrateRoot(root, page));
  else createRoot(root).render(page);
}

// The built page's script is `async` (build/prerender-plugin.ts): it can be here before the rest of the page. A task of its
// own: a slow phone has had enough to do with reading the script.
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
else setTimeout(start);
