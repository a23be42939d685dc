-- A vendor's address (`upstream`) becomes a connection: a vendor plus a key, of which there may be several.
DROP TRIGGER task_list_insert;
DROP TRIGGER deleted_task_list_insert;
DROP TRIGGER task_list_update;
DROP TRIGGER deleted_task_list_update;
DROP TRIGGER task_list_delete;
DROP VIEW task_facts;
ALTER TABLE tasks RENAME COLUMN upstream TO connection;
ALTER TABLE tombstones RENAME COLUMN upstream TO connection;
ALTER TABLE sends RENAME COLUMN upstream TO connection;
ALTER TABLE task_list RENAME COLUMN upstream TO connection;
ALTER TABLE deleted_task_list RENAME COLUMN upstream TO connection;

-- Never the key. A row stays when its connection is removed: its tasks still have a name and an address for their audio.
CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  vendor TEXT NOT NULL,
  -- NULL: the sandbox of this process.
  base_url TEXT,
  dialect TEXT NOT NULL,
  -- Which of a vendor's two routes it sends by; NULL: the documented one.
  route TEXT,
  models TEXT NOT NULL DEFAULT '["V5"]',
  pace_count INTEGER NOT NULL DEFAULT 20,
  pace_ms INTEGER NOT NULL DEFAULT 10000,
  concurrency INTEGER NOT NULL DEFAULT 100,
  -- `built-in`, `environment`, `page`, or `elsewhere` (came in with a backup).
  source TEXT NOT NULL,
  is_verified INTEGER NOT NULL DEFAULT 1,
  is_default INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
INSERT INTO connections (id, name, vendor, base_url, dialect, source, created_at) VALUES ('sandbox', 'Sandbox', 'sandbox', NULL, 'apibox', 'built-in', 0);

-- Ids stand in addresses, so they hold no slash: `environmentId` in connection-repository.ts says the same.
INSERT INTO connections (id, name, vendor, base_url, dialect, source, created_at)
SELECT
  'env-' || replace(replace(replace(url, 'https://', ''), '/', '~'), ':', '~'),
  CASE url WHEN 'https://apibox.erweima.ai' THEN 'apibox' WHEN 'https://api.sunoapi.org' THEN 'sunoapi' WHEN 'https://api.kie.ai' THEN 'kie.ai'
    ELSE replace(replace(url, 'https://', ''), 'http://', '') END,
  CASE url WHEN 'https://apibox.erweima.ai' THEN 'apibox' WHEN 'https://api.sunoapi.org' THEN 'sunoapi' WHEN 'https://api.kie.ai' THEN 'kie' ELSE 'custom' END,
  url,
  CASE url WHEN 'https://api.sunoapi.org' THEN 'sunoapi' WHEN 'https://api.kie.ai' THEN 'kie' ELSE 'apibox' END,
  'environment',
  0
FROM (SELECT connection AS url FROM tasks UNION SELECT connection FROM tombstones UNION SELECT connection FROM sends UNION SELECT connection FROM wav_conversions)
WHERE url LIKE 'http%://%';
UPDATE tasks SET connection = (SELECT id FROM connections WHERE base_url = tasks.connection) WHERE connection IN (SELECT base_url FROM connections);
UPDATE tombstones SET connection = (SELECT id FROM connections WHERE base_url = tombstones.connection) WHERE connection IN (SELECT base_url FROM connections);
UPDATE sends SET connection = (SELECT id FROM connections WHERE base_url = sends.connection) WHERE connection IN (SELECT base_url FROM connections);
UPDATE wav_conversions SET connection = (SELECT id FROM connections WHERE base_url = wav_conversions.connection) WHERE connection IN (SELECT base_url FROM connections);
UPDATE task_list SET connection = (SELECT id FROM connections WHERE base_url = task_list.connection) WHERE connection IN (SELECT base_url FROM connections);
UPDATE deleted_task_list SET connection = (SELECT id FROM connections WHERE base_url = deleted_task_list.connection) WHERE connection IN (SELECT base_url FROM connections);

CREATE VIEW task_facts AS
SELECT created_at, seq, updated_at, state, connection,
  CAST(json_extract(body, '$.soundKey') AS TEXT) AS key,
  CAST(json_extract(body, '$.soundTempo') AS INTEGER) AS bpm,
  CAST(json_extract(body, '$.soundLoop') AS INTEGER) AS loop,
  CAST(json_extract(body, '$.grabLyrics') AS INTEGER) AS lyrics,
  CASE WHEN takes = '[]' THEN NULL ELSE instr(takes, '"file":null') = 0 END AS kept,
  favourite, batch,
  lower(substr(coalesce(json_extract(body, '$.prompt'), ''), 1, 80)) AS prompt,
  deleted_at
FROM (SELECT *, iif(json_valid(request), request, '{}') AS body FROM tasks);
CREATE TRIGGER task_list_insert AFTER INSERT ON tasks WHEN new.deleted_at IS NULL BEGIN
  INSERT INTO task_list SELECT created_at, seq, updated_at, state, connection, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq;
END;
CREATE TRIGGER deleted_task_list_insert AFTER INSERT ON tasks WHEN new.deleted_at IS NOT NULL BEGIN
  INSERT INTO deleted_task_list SELECT created_at, seq, updated_at, state, connection, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq;
END;
CREATE TRIGGER task_list_update AFTER UPDATE ON tasks WHEN old.deleted_at IS NULL AND new.deleted_at IS NULL BEGIN
  DELETE FROM task_list WHERE created_at = old.created_at AND seq = old.seq;
  INSERT INTO task_list SELECT created_at, seq, updated_at, state, connection, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq;
END;
CREATE TRIGGER deleted_task_list_update AFTER UPDATE ON tasks WHEN old.deleted_at IS NOT NULL OR new.deleted_at IS NOT NULL BEGIN
  DELETE FROM task_list WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM deleted_task_list WHERE created_at = old.created_at AND seq = old.seq;
  INSERT INTO task_list SELECT created_at, seq, updated_at, state, connection, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq AND deleted_at IS NULL;
  INSERT INTO deleted_task_list SELECT created_at, seq, updated_at, state, connection, key, bpm, loop, lyrics, kept, favourite, batch, prompt FROM task_facts WHERE seq = new.seq AND deleted_at IS NOT NULL;
END;
CREATE TRIGGER task_list_delete AFTER DELETE ON tasks BEGIN
  DELETE FROM task_list WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM deleted_task_list WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM task_text WHERE seq = old.seq;
  DELETE FROM task_tags WHERE seq = old.seq;
END;
