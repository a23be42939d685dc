import { useQuery } from '@tanstack/react-query';

import { connectionQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';

/** The vendor's page where keys are handed out; null for the sandbox. */
export const useKeyPage = (): string | null => useQuery(connectionQuery(useApi())).data?.keyPage ?? null;
