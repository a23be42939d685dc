import { QueryClient } from '@tanstack/react-query';

const RETRIES = 3;
const HEALING_STATUS = new Set([408, 425, 429]);

/** A refusal stays one; only a lost connection, a slow-down or a server in trouble may heal. */
function mayHeal(error: unknown): boolean {
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 0;
  return status === 0 || status >= 500 || HEALING_STATUS.has(status);
}

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: (failures, error) => failures < RETRIES && mayHeal(error) },
      // What spends credits is never repeated by itself.
      mutations: { retry: false },
    },
  });
