import type { Sql, SqlStatement } from '../../../src/server/platform/sql.ts';
import { durableSql, type DurableStorage } from '../../../src/server/platform/workers/durable-sql.ts';
import { ONLY_NODE } from './only-node.ts';

let storage: DurableStorage | null = null;

/** The database of the object that the next test runs in. */
export const lend = (own: DurableStorage): void => void (storage = own);

/** What a test asks for itself, past the rooms: PRAGMAs that fill the disk or look at its file. */
function byTheTest<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw new Error(`${ONLY_NODE} ${String(error)}`, { cause: error });
  }
}

/** What the suites open as `:memory:` is that of the object: there is one, and it is empty. */
export class DatabaseSync {
  readonly sql: Sql;
  constructor() {
    if (storage === null) throw new Error(`${ONLY_NODE} an object has one database.`);
    this.sql = durableSql(storage);
    storage = null;
  }
  exec(query: string): void {
    byTheTest(() => this.sql.exec(query));
  }
  prepare(query: string): SqlStatement {
    const statement = this.sql.prepare(query);
    return {
      run: (...values) => byTheTest(() => statement.run(...values)),
      get: (...values) => byTheTest(() => statement.get(...values)),
      all: (...values) => byTheTest(() => statement.all(...values)),
    };
  }
  close(): void {}
}

export const nodeSql = ({ sql }: DatabaseSync): Sql & { close: () => void } => ({ ...sql, close: () => {} });
