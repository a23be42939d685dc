import { createContext, use } from 'react';

import type { Api } from './api-client.ts';

/** Null until the second stage of the page has come (second-stage.tsx). */
export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('No ApiContext around this component.');
  return api;
}
