import { SQLITE } from '../errors.ts';
import type { Sql, SqlValue } from '../sql.ts';

type Row = Record<string, unknown>;

/** The part of a Durable Object's storage that SQL needs. */
export interface DurableStorage {
  sql: { exec(query: string, ...bindings: unknown[]): { toArray(): Row[] } };
  transactionSync<T>(work: () => T): T;
}

/** SQLite's words for what went wrong; a Durable Object tells them in the message alone. */
const CODES: Readonly<Record<string, number>> = {
  ERROR: SQLITE.error,
  BUSY: SQLITE.busy,
  READONLY: SQLITE.readonly,
  IOERR: SQLITE.failing,
  CORRUPT: SQLITE.corrupt,
  FULL: SQLITE.full,
  CANTOPEN: SQLITE.cannotOpen,
  NOTADB: SQLITE.notADatabase,
};

function withCode(error: unknown): unknown {
  if (!(error instanceof Error) || 'errcode' in error) return error;
  const [, word = ''] = /\bSQLITE_([A-Z]+)/.exec(error.message) ?? [];
  const errcode = CODES[word];
  return errcode === undefined ? error : Object.assign(error, { errcode });
}

/** Not every whole number is one there: what does not fit a double is refused, not rounded. */
function toBinding(value: SqlValue): unknown {
  if (typeof value !== 'bigint') return value;
  if (!Number.isSafeInteger(Number(value))) throw new RangeError('A number is too large for this database.');
  return Number(value);
}

/** The SQLite database of a Durable Object as the rooms see it: no BEGIN, no COMMIT, no `PRAGMA user_version`. */
export function durableSql(storage: DurableStorage): Sql {
  const ask = (query: string, values: readonly SqlValue[] = []): Row[] => {
    try {
      return storage.sql.exec(query, ...values.map(toBinding)).toArray();
    } catch (error) {
      throw withCode(error);
    }
  };
  const numberOf = (expression: string): number => Number(ask(`SELECT ${expression} AS n`)[0]?.['n']);
  ask('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT');
  return {
    exec: (query) => void ask(query),
    prepare: (query) => ({
      run(...values) {
        ask(query, values);
        // Asked for only where somebody reads them, before the next statement.
        return {
          get changes() {
            return numberOf('changes()');
          },
          get lastInsertRowid() {
            return numberOf('last_insert_rowid()');
          },
        };
      },
      get: (...values) => ask(query, values)[0],
      all: (...values) => ask(query, values),
    }),
    transact(work) {
      try {
        return storage.transactionSync(work);
      } catch (error) {
        throw withCode(error);
      }
    },
    version: () => numberOf('coalesce((SELECT max(version) FROM schema_version), 0)'),
    setVersion(version) {
      ask('DELETE FROM schema_version');
      ask('INSERT INTO schema_version VALUES (?)', [version]);
    },
  };
}
