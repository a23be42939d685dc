import {
  DIALECT_NAMES,
  SOUNDS_ROUTES,
  VENDOR_NAMES,
  type DialectName,
  type Pace,
  type SoundsRoute,
  type VendorName,
} from '#shared/connection.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Sql } from '../platform/sql.ts';

/** Who set it up; `elsewhere` came in with a backup. */
type ConnectionSource = 'built-in' | 'environment' | 'page' | 'elsewhere';

/** One row of `connections`. The key is not in it. Times are epoch ms. */
export interface ConnectionRow {
  id: string;
  name: string;
  vendor: VendorName;
  /** Null: the sandbox of this process. */
  baseUrl: string | null;
  dialect: DialectName;
  /** Which of a vendor's two routes it sends by; null: the documented one. */
  route: SoundsRoute | null;
  models: string[];
  pace: Pace;
  concurrency: number;
  source: ConnectionSource;
  isVerified: boolean;
  isDefault: boolean;
  createdAt: number;
  removedAt: number | null;
}

/** id of the environment's connection to an address. Ids stand in addresses, so it holds no slash. */
export const environmentId = (baseUrl: string): string =>
  `env-${baseUrl.replaceAll('https://', '').replaceAll(/[/:]/g, '~')}`;

type Cells = Record<string, string | number | null>;

const oneOf = <Value extends string>(values: readonly Value[], cell: unknown, fallback: Value): Value =>
  values.find((value) => value === cell) ?? fallback;

/** Null for a damaged cell. */
function modelsOf(cell: unknown): string[] | null {
  try {
    const models: unknown = JSON.parse(String(cell));
    return Array.isArray(models) && models.length > 0 ? models.map(String) : null;
  } catch {
    return null;
  }
}

const decode = (cells: Cells): ConnectionRow => ({
  id: String(cells['id']),
  name: String(cells['name']),
  vendor: oneOf<VendorName>(['sandbox', ...VENDOR_NAMES], cells['vendor'], 'custom'),
  baseUrl: cells['base_url'] === null ? null : String(cells['base_url']),
  dialect: oneOf(DIALECT_NAMES, cells['dialect'], 'apibox'),
  route: SOUNDS_ROUTES.find((route) => route === cells['route']) ?? null,
  models: modelsOf(cells['models']) ?? [DEFAULT_MODEL],
  pace: { count: Number(cells['pace_count']), perMs: Number(cells['pace_ms']) },
  concurrency: Number(cells['concurrency']),
  source: oneOf<ConnectionSource>(
    ['built-in', 'environment', 'page', 'elsewhere'],
    cells['source'],
    'elsewhere',
  ),
  isVerified: cells['is_verified'] === 1,
  isDefault: cells['is_default'] === 1,
  createdAt: Number(cells['created_at']),
  removedAt: cells['removed_at'] === null ? null : Number(cells['removed_at']),
});

export type ConnectionRepository = ReturnType<typeof createConnectionRepository>;

export function createConnectionRepository(sql: Sql) {
  const all = sql.prepare('SELECT * FROM connections ORDER BY created_at, id');
  const save = sql.prepare(
    `INSERT OR REPLACE INTO connections (id, name, vendor, base_url, dialect, route, models, pace_count, pace_ms, concurrency,
       source, is_verified, is_default, created_at, removed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setDefault = sql.prepare('UPDATE connections SET is_default = (id = ?)');
  const known = sql.prepare(
    `SELECT task_id AS taskId FROM tasks WHERE connection = ? AND task_id IS NOT NULL
     ORDER BY state = 'rendering' DESC, seq DESC LIMIT ?`,
  );
  const busy = sql.prepare(
    "SELECT state, count(*) AS n FROM tasks WHERE connection = ? AND state IN ('held', 'sending', 'rendering') GROUP BY state",
  );

  return {
    all: (): ConnectionRow[] => (all.all() as Cells[]).map(decode),
    save: (row: ConnectionRow): void =>
      void save.run(
        row.id,
        row.name,
        row.vendor,
        row.baseUrl,
        row.dialect,
        row.route,
        JSON.stringify(row.models),
        row.pace.count,
        row.pace.perMs,
        row.concurrency,
        row.source,
        Number(row.isVerified),
        Number(row.isDefault),
        row.createdAt,
        row.removedAt,
      ),
    /** That one and no other. */
    setDefault: (id: string): void => void setDefault.run(id),
    /** taskIds of its latest tasks, those still rendering first. */
    knownTaskIds: (id: string, limit: number): string[] =>
      (known.all(id, limit) as { taskId: string }[]).map(({ taskId }) => taskId),
    /** How many tasks are open with it. */
    countBusy(id: string): { held: number; sending: number; rendering: number } {
      const counts = { held: 0, sending: 0, rendering: 0 };
      for (const { state, n } of busy.all(id) as { state: keyof typeof counts; n: number }[])
        counts[state] = n;
      return counts;
    },
  };
}
