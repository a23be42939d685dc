import { createStore } from '../lib/create-store.ts';

export interface SyncStatus {
  /** False while our server cannot be reached. */
  isReached: boolean;
  /** The server asks for a login. */
  isLoggedOut: boolean;
  /** This browser has a login that can be ended. */
  hasSession: boolean;
  /** The server is of another build than this page. */
  isOtherBuild: boolean;
}

export const freshStatus: SyncStatus = {
  isReached: true,
  isLoggedOut: false,
  hasSession: false,
  isOtherBuild: false,
};

export const syncStatus = createStore(freshStatus);

export function noteSync(change: Partial<SyncStatus>): void {
  const before = syncStatus.get();
  const isNew = Object.entries(change).some(([name, value]) => before[name as keyof SyncStatus] !== value);
  if (isNew) syncStatus.set({ ...before, ...change });
}
