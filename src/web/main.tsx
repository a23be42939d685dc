import './styles/app.css';
import { startTransition, StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';

import { App } from './app.tsx';
import { watchInput } from './features/compose/pre-hydration-input.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root.');

const loadSecondStage = async () => (await import('./second-stage.tsx')).createSecondStage();

const page = (
  <StrictMode>
    <App loadSecondStage={loadSecondStage} takeInput={watchInput(document)} />
  </StrictMode>
);

// The build prerenders the page (build/prerender-plugin.ts); in development #root is empty.
// As a transition, hydration runs in slices and never keeps a key or a press waiting.
if (root.firstElementChild) startTransition(() => void hydrateRoot(root, page));
else createRoot(root).render(page);
