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

INSERT INTO shelf SELECT 
tasks.created_at, tasks.seq, tasks.updated_at, tasks.state, tasks.upstream,
json_extract(tasks.request, '$.soundKey'), json_extract(tasks.request, '$.soundTempo'),
json_extract(tasks.request, '$.soundLoop'), json_extract(tasks.request, '$.grabLyrics'),
CASE WHEN tasks.takes = '[]' THEN NULL ELSE instr(tasks.takes, '"file":null') = 0 END,
tasks.favourite, tasks.batch, lower(substr(coalesce(json_extract(tasks.request, '$.prompt'), ''), 1, 80)) FROM tasks WHERE deleted_at IS NULL;
INSERT INTO words SELECT seq, coalesce(tasks.prompt, '') || ' ' || tasks.title || ' ' || tasks.notes || ' ' || tasks.tags || ' ' || coalesce(tasks.task_id, '') FROM tasks WHERE deleted_at IS NULL;
INSERT OR IGNORE INTO task_tags SELECT value, seq FROM tasks, json_each(tags) WHERE deleted_at IS NULL;

CREATE TRIGGER shelf_insert AFTER INSERT ON tasks BEGIN INSERT INTO shelf SELECT 
new.created_at, new.seq, new.updated_at, new.state, new.upstream,
json_extract(new.request, '$.soundKey'), json_extract(new.request, '$.soundTempo'),
json_extract(new.request, '$.soundLoop'), json_extract(new.request, '$.grabLyrics'),
CASE WHEN new.takes = '[]' THEN NULL ELSE instr(new.takes, '"file":null') = 0 END,
new.favourite, new.batch, lower(substr(coalesce(json_extract(new.request, '$.prompt'), ''), 1, 80)) WHERE new.deleted_at IS NULL; 
INSERT INTO words SELECT new.seq, coalesce(new.prompt, '') || ' ' || new.title || ' ' || new.notes || ' ' || new.tags || ' ' || coalesce(new.task_id, '') WHERE new.deleted_at IS NULL;
INSERT OR IGNORE INTO task_tags SELECT value, new.seq FROM json_each(new.tags) WHERE new.deleted_at IS NULL; END;
CREATE TRIGGER shelf_update AFTER UPDATE ON tasks BEGIN
  DELETE FROM shelf WHERE created_at = old.created_at AND seq = old.seq;
  INSERT INTO shelf SELECT 
new.created_at, new.seq, new.updated_at, new.state, new.upstream,
json_extract(new.request, '$.soundKey'), json_extract(new.request, '$.soundTempo'),
json_extract(new.request, '$.soundLoop'), json_extract(new.request, '$.grabLyrics'),
CASE WHEN new.takes = '[]' THEN NULL ELSE instr(new.takes, '"file":null') = 0 END,
new.favourite, new.batch, lower(substr(coalesce(json_extract(new.request, '$.prompt'), ''), 1, 80)) WHERE new.deleted_at IS NULL;
END;
CREATE TRIGGER words_update AFTER UPDATE ON tasks
  WHEN (old.request, old.title, old.notes, old.tags, old.task_id, old.deleted_at IS NULL)
    IS NOT (new.request, new.title, new.notes, new.tags, new.task_id, new.deleted_at IS NULL) BEGIN

DELETE FROM words WHERE seq = old.seq;
DELETE FROM task_tags WHERE seq = old.seq AND tag IN (SELECT value FROM json_each(old.tags)); 
INSERT INTO words SELECT new.seq, coalesce(new.prompt, '') || ' ' || new.title || ' ' || new.notes || ' ' || new.tags || ' ' || coalesce(new.task_id, '') WHERE new.deleted_at IS NULL;
INSERT OR IGNORE INTO task_tags SELECT value, new.seq FROM json_each(new.tags) WHERE new.deleted_at IS NULL;
END;
CREATE TRIGGER shelf_delete AFTER DELETE ON tasks BEGIN
  DELETE FROM shelf WHERE created_at = old.created_at AND seq = old.seq;

DELETE FROM words WHERE seq = old.seq;
DELETE FROM task_tags WHERE seq = old.seq AND tag IN (SELECT value FROM json_each(old.tags));
END;
