import type { Connection } from '#shared/connection.ts';

/** What form and header show of the server. */
export interface ServerStatus {
  connection: Connection | undefined;
  /** Our own server does not answer. */
  isLost: boolean;
  /** Tasks that still change by themselves. */
  liveCount: number;
}

export const unknownStatus: ServerStatus = { connection: undefined, isLost: false, liveCount: 0 };
