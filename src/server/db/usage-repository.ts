import type { Sql } from '../platform/sql.ts';

export type UsageRepository = ReturnType<typeof createUsageRepository>;

/** How much of its quota a workspace has used. `day`: `2026-11-26`, in UTC. */
export function createUsageRepository(sql: Sql) {
  const tasksOn = sql.prepare('SELECT tasks FROM task_days WHERE day = ?');
  const addTask = sql.prepare(
    'INSERT INTO task_days VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET tasks = tasks + 1',
  );
  const forget = sql.prepare('DELETE FROM task_days WHERE day < ?');
  const bytesKept = sql.prepare('SELECT bytes FROM kept_bytes');

  return {
    tasksOn: (day: string): number => (tasksOn.get(day) as { tasks: number } | undefined)?.tasks ?? 0,
    /** Forgets the days before. */
    addTask(day: string): void {
      forget.run(day);
      addTask.run(day);
    },
    bytesKept: (): number => (bytesKept.get() as { bytes: number }).bytes,
  };
}
