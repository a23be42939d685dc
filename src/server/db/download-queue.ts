import type { Sql } from '../platform/sql.ts';
import { createTaskReader } from './task-repository.ts';
import type { TaskRow } from './task-row.ts';

export type DownloadQueue = ReturnType<typeof createDownloadQueue>;

/**
 * Tasks with a take to download, by host and time. Each question reads one place of an index, however many wait.
 * A time after `latest` is of a clock that was set back since: that download is due.
 */
export function createDownloadQueue(sql: Sql, connection: string, report: (error: unknown) => void) {
  const reader = createTaskReader(sql, report);
  const hostAfter = sql.prepare(
    `SELECT download_host AS host FROM tasks WHERE connection = ? AND download_host > ? AND next_download_at IS NOT NULL
     ORDER BY download_host LIMIT 1`,
  );
  const anyOf = sql.prepare(
    'SELECT 1 FROM tasks WHERE connection = ? AND download_host = ? AND next_download_at IS NOT NULL LIMIT 1',
  );
  const next = sql.prepare(
    `SELECT next_download_at AS at FROM tasks WHERE connection = ? AND download_host = ? AND next_download_at > ?
     ORDER BY next_download_at LIMIT 1`,
  );
  const of = 'connection = ? AND download_host = ? AND next_download_at';

  return {
    hosts(): string[] {
      const hosts = anyOf.get(connection, '') === undefined ? [] : [''];
      for (let host = ''; ; hosts.push(host)) {
        const row = hostAfter.get(connection, host) as { host: string } | undefined;
        if (!row) return hosts;
        host = row.host;
      }
    },
    /** The tasks of a host that are due, the longest due first. */
    due(host: string, now: number, latest: number, limit: number): TaskRow[] {
      const rows = reader.all(`${of} <= ? ORDER BY next_download_at LIMIT ?`, connection, host, now, limit);
      if (rows.length === limit) return rows;
      return [
        ...rows,
        ...reader.all(
          `${of} > ? ORDER BY next_download_at LIMIT ?`,
          connection,
          host,
          latest,
          limit - rows.length,
        ),
      ];
    },
    /** When the next download of a host is due, after `now`; null when none is. */
    nextAt(host: string, now: number): number | null {
      const row = next.get(connection, host, now) as { at: number } | undefined;
      return row?.at ?? null;
    },
  };
}
