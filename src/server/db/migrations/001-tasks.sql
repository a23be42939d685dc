CREATE TABLE tasks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  event INTEGER NOT NULL,
  state TEXT NOT NULL,
  upstream TEXT NOT NULL,
  door TEXT NOT NULL,
  key TEXT UNIQUE,
  body_hash TEXT NOT NULL,
  task_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  request TEXT NOT NULL,
  prompt TEXT GENERATED ALWAYS AS (json_extract(request, '$.prompt')) VIRTUAL,
  stage TEXT,
  problem TEXT,
  sent_at INTEGER,
  bytes INTEGER NOT NULL DEFAULT 0,
  credits_before REAL,
  credits_after REAL,
  offered_task_id TEXT,
  heard TEXT NOT NULL DEFAULT '[]',
  not_understood TEXT NOT NULL DEFAULT '[]',
  takes TEXT NOT NULL DEFAULT '[]',
  unkept INTEGER NOT NULL DEFAULT 0,
  resent_from TEXT,
  tracked INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  favourite INTEGER NOT NULL DEFAULT 0,
  secret TEXT UNIQUE,
  send_at INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  deadline_at INTEGER,
  deadline_left_ms INTEGER,
  ended_at INTEGER,
  deleted_at INTEGER
) STRICT;
CREATE INDEX tasks_event ON tasks (event);
CREATE INDEX tasks_state ON tasks (state, upstream);
CREATE INDEX tasks_task_id ON tasks (task_id);
CREATE INDEX tasks_deleted ON tasks (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX tasks_unkept ON tasks (seq) WHERE unkept = 1;
CREATE INDEX tasks_shown ON tasks (seq) WHERE deleted_at IS NULL;

CREATE TABLE tombstones (
  id TEXT PRIMARY KEY,
  key TEXT UNIQUE,
  body_hash TEXT NOT NULL,
  upstream TEXT NOT NULL,
  task_id TEXT,
  problem TEXT,
  event INTEGER NOT NULL,
  purged_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tombstones_event ON tombstones (event);

CREATE TABLE sends (at INTEGER NOT NULL, upstream TEXT NOT NULL) STRICT;
CREATE INDEX sends_at ON sends (upstream, at);

CREATE VIRTUAL TABLE search USING fts5 (prompt, title, notes, tags, task_id, tokenize = 'trigram', content = '', contentless_delete = 1);
CREATE TRIGGER search_insert AFTER INSERT ON tasks BEGIN
  INSERT INTO search (rowid, prompt, title, notes, tags, task_id) VALUES (new.seq, new.prompt, new.title, new.notes, new.tags, new.task_id);
END;
CREATE TRIGGER search_update AFTER UPDATE ON tasks
  WHEN (old.request, old.title, old.notes, old.tags, old.task_id) IS NOT (new.request, new.title, new.notes, new.tags, new.task_id) BEGIN
  DELETE FROM search WHERE rowid = old.seq;
  INSERT INTO search (rowid, prompt, title, notes, tags, task_id) VALUES (new.seq, new.prompt, new.title, new.notes, new.tags, new.task_id);
END;
CREATE TRIGGER search_delete AFTER DELETE ON tasks BEGIN
  DELETE FROM search WHERE rowid = old.seq;
END;
