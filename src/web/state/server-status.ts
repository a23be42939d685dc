import type { Connection } from '#shared/connection.ts';

/** What the form shows of the server. */
export interface ServerStatus {
  connection: Connection | undefined;
  /** Tasks that still change by themselves. */
  liveCount: number;
}

export const unknownStatus: ServerStatus = { connection: undefined, liveCount: 0 };
