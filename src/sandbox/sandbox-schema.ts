import * as z from 'zod/mini';

import { UnusableData } from '../server/platform/errors.ts';
import { type Sql } from '../server/platform/sql.ts';

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
];

const versionRow = z.object({ user_version: z.number() });

export function migrateSandbox(sql: Sql, startCredits: number): void {
  const { user_version: version } = versionRow.parse(sql.prepare('PRAGMA user_version').get());
  if (version > MIGRATIONS.length)
    throw new UnusableData(
      `The sandbox's data was written by a newer Cuesmith (schema ${version}; this one knows ${MIGRATIONS.length}). ` +
        'Update Cuesmith or choose another DATA_DIR. Nothing was changed.',
    );
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    sql.exec('BEGIN IMMEDIATE');
    try {
      sql.exec(step);
      if (index === 0) sql.prepare('INSERT INTO account (credits) VALUES (?)').run(startCredits);
      sql.exec(`PRAGMA user_version = ${index + 1}`);
      sql.exec('COMMIT');
    } catch (error) {
      sql.exec('ROLLBACK');
      throw error;
    }
  }
}
