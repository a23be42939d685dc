import { migrate, type Sql } from '../server/platform/sql.ts';

/** Each one takes the schema one version further; never edited once released. */
const MIGRATIONS = [
  `CREATE TABLE tasks (
     taskId TEXT PRIMARY KEY,
     createdAt INTEGER NOT NULL,
     status TEXT NOT NULL,
     param TEXT NOT NULL,
     base TEXT NOT NULL,
     callBackUrl TEXT,
     heard TEXT NOT NULL DEFAULT '[]',
     notUnderstood TEXT NOT NULL DEFAULT '[]',
     errorCode INTEGER,
     errorMessage TEXT
   ) STRICT;
   CREATE INDEX openTasks ON tasks (createdAt) WHERE status IN ('PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS');
   CREATE TABLE takes (
     audioId TEXT PRIMARY KEY,
     taskId TEXT NOT NULL REFERENCES tasks (taskId),
     n INTEGER NOT NULL,
     title TEXT NOT NULL DEFAULT '',
     tags TEXT NOT NULL DEFAULT '',
     durationS REAL,
     renderedAt INTEGER,
     waveform TEXT NOT NULL DEFAULT '[]',
     words TEXT NOT NULL DEFAULT '[]',
     swept INTEGER NOT NULL DEFAULT 0,
     UNIQUE (taskId, n)
   ) STRICT;
   CREATE INDEX takesByAge ON takes (renderedAt) WHERE swept = 0;
   CREATE TABLE callbacks (
     id INTEGER PRIMARY KEY,
     taskId TEXT NOT NULL REFERENCES tasks (taskId),
     url TEXT NOT NULL,
     body TEXT NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX callbacksByTask ON callbacks (taskId, id);
   CREATE TABLE account (credits REAL NOT NULL) STRICT;`,
  `CREATE TABLE wavs (
     wavTaskId TEXT PRIMARY KEY,
     taskId TEXT NOT NULL REFERENCES tasks (taskId),
     audioId TEXT NOT NULL UNIQUE REFERENCES takes (audioId),
     createdAt INTEGER NOT NULL,
     completedAt INTEGER,
     status TEXT NOT NULL,
     base TEXT NOT NULL,
     callBackUrl TEXT,
     errorCode INTEGER,
     errorMessage TEXT
   ) STRICT;
   CREATE INDEX openWavs ON wavs (createdAt) WHERE status = 'PENDING';`,
  `CREATE TABLE linkKey (key TEXT NOT NULL) STRICT;
   INSERT INTO linkKey VALUES (lower(hex(randomblob(32))));`,
  `ALTER TABLE tasks ADD COLUMN variation INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX tasksBySound ON tasks (json_remove(param, '$.callBackUrl'), variation);`,
];

/** Of a new database. */
export const sandboxTables = {
  add: (sql: Sql): void => migrate(sql, MIGRATIONS),
  renew: (sql: Sql): void => sql.exec('UPDATE linkKey SET key = lower(hex(randomblob(32)))'),
};

export function migrateSandbox(sql: Sql, startCredits: number): void {
  sandboxTables.add(sql);
  sql
    .prepare('INSERT INTO account (credits) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM account)')
    .run(startCredits);
}
