import type { Secrets } from '../secrets.ts';
import type { Sql } from '../sql.ts';

/** How keys are written down: as they are, or sealed. */
interface KeysFormat {
  /** Null: none were. */
  parse: (text: string | null) => Map<string, string>;
  format: (keys: ReadonlyMap<string, string>) => string;
}

/** The keys of connections in the object's own database, in a table that no backup and no answer reads. */
export function durableSecrets(sql: Sql, { parse, format }: KeysFormat): Secrets {
  sql.exec('CREATE TABLE IF NOT EXISTS secrets (text TEXT NOT NULL) STRICT');
  const row = sql.prepare('SELECT text FROM secrets').get() as { text: string } | undefined;
  let keys = parse(row?.text ?? null);
  const forget = sql.prepare('DELETE FROM secrets');
  const save = sql.prepare('INSERT INTO secrets VALUES (?)');

  /** What is not written is not known either. */
  function write(next: Map<string, string>): void {
    sql.transact(() => {
      forget.run();
      save.run(format(next));
    });
    keys = next;
  }

  return {
    get: (id) => keys.get(id) ?? null,
    set: (id, key) => write(new Map(keys).set(id, key)),
    remove(id) {
      if (keys.has(id)) write(new Map([...keys].filter(([other]) => other !== id)));
    },
  };
}
