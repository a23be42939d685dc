-- `shelf` becomes `task_list`, `words` `task_text`, `door` `source`. Deleted tasks get a list of their own.
-- Damaged JSON must never stop a write: every json_extract stands behind json_valid.
DROP TRIGGER shelf_insert;
DROP TRIGGER shelf_update;
DROP TRIGGER shelf_delete;
DROP TABLE shelf;
ALTER TABLE words RENAME TO task_text;
ALTER TABLE tasks RENAME COLUMN door TO source;
ALTER TABLE tasks DROP COLUMN prompt;
ALTER TABLE tasks ADD COLUMN prompt TEXT GENERATED ALWAYS AS (iif(json_valid(request), json_extract(request, '$.prompt'), NULL)) VIRTUAL;

-- UUIDs are read in any case and kept in lower case.
UPDATE OR IGNORE tasks SET id = lower(id) WHERE id <> lower(id);
UPDATE OR IGNORE tasks SET key = lower(key) WHERE source = 'page' AND key <> lower(key);
UPDATE OR IGNORE tombstones SET key = lower(key) WHERE key <> lower(key) AND lower(key) = lower(id);
UPDATE OR IGNORE tombstones SET id = lower(id) WHERE id <> lower(id);
UPDATE tasks SET resent_from = lower(resent_from) WHERE resent_from <> lower(resent_from);

-- The highest revision there may be: JavaScript reads no integer above 2^53.
UPDATE tasks SET rev = 1099511627776 WHERE rev > 1099511627776;

-- The task that this one was sent again as.
ALTER TABLE tasks ADD COLUMN resent_as TEXT;
CREATE INDEX tasks_resent_from ON tasks (resent_from) WHERE resent_from IS NOT NULL;
UPDATE tasks SET resent_as = (SELECT again.id FROM tasks AS again WHERE again.resent_from = tasks.id ORDER BY again.seq LIMIT 1)
WHERE id IN (SELECT resent_from FROM tasks WHERE resent_from IS NOT NULL);

-- The first download that is due, and the host it comes from: the audio downloader reads no row that can wait.
ALTER TABLE tasks ADD COLUMN next_download_at INTEGER;
ALTER TABLE tasks ADD COLUMN download_host TEXT NOT NULL DEFAULT '';
UPDATE tasks SET next_download_at = (SELECT CAST(min(json_extract(value, '$.nextTryAt')) AS INTEGER) FROM json_each(takes) WHERE type = 'object')
WHERE unkept = 1 AND json_valid(takes);
DROP INDEX tasks_unkept;
ALTER TABLE tasks DROP COLUMN unkept;
CREATE INDEX tasks_downloads ON tasks (upstream, download_host, next_download_at) WHERE next_download_at IS NOT NULL;

-- What a person decided about a take was a tag (`keep A`, `reject B`).
UPDATE tasks SET
  takes = (
    SELECT json_group_array(json_set(value, '$.verdict', CASE
      WHEN 'keep ' || char(64 + json_extract(value, '$.n')) IN (SELECT tag.value FROM json_each(tasks.tags) AS tag) THEN 'keep'
      WHEN 'reject ' || char(64 + json_extract(value, '$.n')) IN (SELECT tag.value FROM json_each(tasks.tags) AS tag) THEN 'reject'
    END)) FROM json_each(tasks.takes)),
  tags = (
    SELECT json_group_array(tag.value) FROM json_each(tasks.tags) AS tag
    WHERE tag.value NOT IN (
      SELECT verdict || ' ' || char(64 + json_extract(take.value, '$.n'))
      FROM json_each(tasks.takes) AS take, (SELECT 'keep' AS verdict UNION ALL SELECT 'reject')))
WHERE takes <> '[]' AND json_valid(takes) AND json_valid(tags) AND (tags LIKE '%"keep _"%' OR tags LIKE '%"reject _"%')
  AND NOT EXISTS (SELECT 1 FROM json_each(takes) WHERE type <> 'object');

-- The search index compares every task once more.
UPDATE indexed_to SET event = 0;

-- What is filtered and sorted by, in rows of some hundred bytes where a task's are thousands: any filter is one pass over them.
CREATE VIEW task_facts AS
SELECT created_at, seq, updated_at, state, upstream,
  CAST(json_extract(body, '$.soundKey') AS TEXT) AS key,
  CAST(json_extract(body, '$.soundTempo') AS INTEGER) AS bpm,
  CAST(json_extract(body, '$.soundLoop') AS INTEGER) AS loop,
  CAST(json_extract(body, '$.grabLyrics') AS INTEGER) AS lyrics,
  CASE WHEN takes = '[]' THEN NULL ELSE instr(takes, '"file":null') = 0 END AS kept,
  favourite, batch,
  lower(substr(coalesce(json_extract(body, '$.prompt'), ''), 1, 80)) AS prompt,
  deleted_at
FROM (SELECT *, iif(json_valid(request), request, '{}') AS body FROM tasks);

CREATE TABLE task_list (
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
CREATE INDEX task_list_updated ON task_list (updated_at, seq);
CREATE INDEX task_list_prompt ON task_list (prompt, seq DESC);
-- Wider than it needs to be: of covering indexes the planner takes the narrowest, and in this one's order lookups in task_text cost five times as much.
CREATE INDEX task_list_bpm ON task_list (coalesce(bpm, 1000), seq DESC, updated_at, state);
CREATE INDEX task_list_batch ON task_list (batch, state) WHERE batch IS NOT NULL;
CREATE TABLE deleted_task_list (
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

INSERT INTO task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt
FROM task_facts WHERE deleted_at IS NULL;
INSERT INTO deleted_task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt
FROM task_facts WHERE deleted_at IS NOT NULL;

CREATE TRIGGER task_list_insert AFTER INSERT ON tasks WHEN new.deleted_at IS NULL BEGIN
  INSERT INTO task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq;
END;
CREATE TRIGGER deleted_task_list_insert AFTER INSERT ON tasks WHEN new.deleted_at IS NOT NULL BEGIN
  INSERT INTO deleted_task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq;
END;
CREATE TRIGGER task_list_update AFTER UPDATE ON tasks WHEN old.deleted_at IS NULL AND new.deleted_at IS NULL BEGIN
  DELETE FROM task_list WHERE created_at = old.created_at AND seq = old.seq;
  INSERT INTO task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq;
END;
CREATE TRIGGER deleted_task_list_update AFTER UPDATE ON tasks WHEN old.deleted_at IS NOT NULL OR new.deleted_at IS NOT NULL BEGIN
  DELETE FROM task_list WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM deleted_task_list WHERE created_at = old.created_at AND seq = old.seq;
  INSERT INTO task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq AND deleted_at IS NULL;
  INSERT INTO deleted_task_list SELECT created_at, seq, updated_at, state, upstream, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq AND deleted_at IS NOT NULL;
END;
CREATE TRIGGER task_list_delete AFTER DELETE ON tasks BEGIN
  DELETE FROM task_list WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM deleted_task_list WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM task_text WHERE seq = old.seq;
  DELETE FROM task_tags WHERE seq = old.seq;
END;
