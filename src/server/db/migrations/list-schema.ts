const FACTS = (row: string): string => `
  ${row}.created_at, ${row}.seq, ${row}.updated_at, ${row}.state, ${row}.upstream,
  json_extract(${row}.request, '$.soundKey'), json_extract(${row}.request, '$.soundTempo'),
  json_extract(${row}.request, '$.soundLoop'), json_extract(${row}.request, '$.grabLyrics'),
  CASE WHEN ${row}.takes = '[]' THEN NULL ELSE instr(${row}.takes, '"file":null') = 0 END,
  ${row}.favourite, ${row}.batch, lower(substr(coalesce(json_extract(${row}.request, '$.prompt'), ''), 1, 80))`;

export const TEXT = (row: string): string =>
  `coalesce(${row}.prompt, '') || ' ' || ${row}.title || ' ' || ${row}.notes || ' ' || ${row}.tags || ' ' || coalesce(${row}.task_id, '')`;

const PUT_FACTS = `INSERT INTO shelf SELECT ${FACTS('new')} WHERE new.deleted_at IS NULL;`;
const PUT_WORDS = `
  INSERT INTO words SELECT new.seq, ${TEXT('new')} WHERE new.deleted_at IS NULL;
  INSERT OR IGNORE INTO task_tags SELECT value, new.seq FROM json_each(new.tags) WHERE new.deleted_at IS NULL;`;
const DROP_WORDS = `
  DELETE FROM words WHERE seq = old.seq;
  DELETE FROM task_tags WHERE seq = old.seq AND tag IN (SELECT value FROM json_each(old.tags));`;

/**
 * Version 2. `shelf`: what is filtered and sorted by, of shown tasks only, in rows of some hundred bytes where a task's are
 * thousands; any filter is one pass over it. `words`: the same for searches too short for the trigram index.
 */
export const LIBRARY_STEP = `
  CREATE TABLE batches (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  ALTER TABLE tasks ADD COLUMN batch TEXT;
  CREATE INDEX tasks_batch ON tasks (batch, state) WHERE batch IS NOT NULL;

  CREATE TABLE shelf (
    created_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    upstream TEXT NOT NULL,
    key TEXT,
    bpm INTEGER,
    loop INTEGER,
    lyrics INTEGER,
    kept INTEGER,
    favourite INTEGER NOT NULL,
    batch TEXT,
    prompt TEXT NOT NULL,
    PRIMARY KEY (created_at, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX shelf_updated ON shelf (updated_at, seq);
  CREATE INDEX shelf_prompt ON shelf (prompt, seq DESC);
  -- Wider than it needs to be: of covering indexes the planner takes the narrowest, and in this one's order lookups in words cost five times as much.
  CREATE INDEX shelf_bpm ON shelf (coalesce(bpm, 1000), seq DESC, updated_at, state);
  CREATE INDEX shelf_batch ON shelf (batch, state) WHERE batch IS NOT NULL;
  CREATE TABLE words (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE TABLE task_tags (tag TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (tag, seq)) STRICT, WITHOUT ROWID;

  INSERT INTO shelf SELECT ${FACTS('tasks')} FROM tasks WHERE deleted_at IS NULL;
  INSERT INTO words SELECT seq, ${TEXT('tasks')} FROM tasks WHERE deleted_at IS NULL;
  INSERT OR IGNORE INTO task_tags SELECT value, seq FROM tasks, json_each(tags) WHERE deleted_at IS NULL;

  CREATE TRIGGER shelf_insert AFTER INSERT ON tasks BEGIN ${PUT_FACTS} ${PUT_WORDS} END;
  CREATE TRIGGER shelf_update AFTER UPDATE ON tasks BEGIN
    DELETE FROM shelf WHERE created_at = old.created_at AND seq = old.seq;
    ${PUT_FACTS}
  END;
  CREATE TRIGGER words_update AFTER UPDATE ON tasks
    WHEN (old.request, old.title, old.notes, old.tags, old.task_id, old.deleted_at IS NULL)
      IS NOT (new.request, new.title, new.notes, new.tags, new.task_id, new.deleted_at IS NULL) BEGIN
    ${DROP_WORDS} ${PUT_WORDS}
  END;
  CREATE TRIGGER shelf_delete AFTER DELETE ON tasks BEGIN
    DELETE FROM shelf WHERE created_at = old.created_at AND seq = old.seq;
    ${DROP_WORDS}
  END;
`;

/** Version 3. What is searched by follows the tasks by event number (search-index.ts): a send is journalled without waiting for it. */
export const SEARCH_LATER_STEP = `
  DROP TRIGGER search_insert;
  DROP TRIGGER search_update;
  DROP TRIGGER shelf_insert;
  DROP TRIGGER words_update;
  DROP TRIGGER shelf_delete;
  DROP INDEX tasks_shown;
  CREATE TABLE indexed_to (event INTEGER NOT NULL) STRICT;
  INSERT INTO indexed_to SELECT coalesce(max(event), 0) FROM tasks;
  CREATE INDEX task_tags_seq ON task_tags (seq);
  CREATE TRIGGER shelf_insert AFTER INSERT ON tasks BEGIN ${PUT_FACTS} END;
  CREATE TRIGGER shelf_delete AFTER DELETE ON tasks BEGIN
    DELETE FROM shelf WHERE created_at = old.created_at AND seq = old.seq;
    DELETE FROM words WHERE seq = old.seq;
    DELETE FROM task_tags WHERE seq = old.seq;
  END;
`;
