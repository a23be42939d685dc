-- Whose token a task was sent by, where there are several.
ALTER TABLE tasks ADD COLUMN sent_by TEXT;

-- New tasks by UTC day. A task that is purged the same day still counts.
CREATE TABLE task_days (day TEXT PRIMARY KEY, tasks INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Bytes of all copies of takes, kept up by triggers: adding them up anew reads every task.
CREATE TABLE kept_bytes (bytes REAL NOT NULL) STRICT;
INSERT INTO kept_bytes
SELECT total(json_extract(takes, fullkey || '.size')) FROM tasks, json_each(iif(json_valid(takes), takes, '[]'))
WHERE json_extract(takes, fullkey || '.file') IS NOT NULL;
CREATE TRIGGER kept_bytes_insert AFTER INSERT ON tasks WHEN new.takes <> '[]' AND json_valid(new.takes) BEGIN
  UPDATE kept_bytes SET bytes = bytes + (SELECT total(json_extract(new.takes, fullkey || '.size')) FROM json_each(new.takes) WHERE json_extract(new.takes, fullkey || '.file') IS NOT NULL);
END;
CREATE TRIGGER kept_bytes_update AFTER UPDATE OF takes ON tasks WHEN new.takes IS NOT old.takes BEGIN
  UPDATE kept_bytes SET bytes = max(0, bytes
    + (SELECT total(json_extract(new.takes, fullkey || '.size')) FROM json_each(iif(json_valid(new.takes), new.takes, '[]')) WHERE json_extract(new.takes, fullkey || '.file') IS NOT NULL)
    - (SELECT total(json_extract(old.takes, fullkey || '.size')) FROM json_each(iif(json_valid(old.takes), old.takes, '[]')) WHERE json_extract(old.takes, fullkey || '.file') IS NOT NULL));
END;
CREATE TRIGGER kept_bytes_delete AFTER DELETE ON tasks WHEN old.takes <> '[]' AND json_valid(old.takes) BEGIN
  UPDATE kept_bytes SET bytes = max(0, bytes - (SELECT total(json_extract(old.takes, fullkey || '.size')) FROM json_each(old.takes) WHERE json_extract(old.takes, fullkey || '.file') IS NOT NULL));
END;
