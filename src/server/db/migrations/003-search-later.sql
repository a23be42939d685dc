DROP TRIGGER search_insert;
DROP TRIGGER search_update;
DROP TRIGGER shelf_insert;
DROP TRIGGER words_update;
DROP TRIGGER shelf_delete;
DROP INDEX tasks_shown;
CREATE TABLE indexed_to (event INTEGER NOT NULL) STRICT;
INSERT INTO indexed_to SELECT coalesce(max(event), 0) FROM tasks;
CREATE INDEX task_tags_seq ON task_tags (seq);
CREATE TRIGGER shelf_insert AFTER INSERT ON tasks BEGIN INSERT INTO shelf SELECT 
new.created_at, new.seq, new.updated_at, new.state, new.upstream,
json_extract(new.request, '$.soundKey'), json_extract(new.request, '$.soundTempo'),
json_extract(new.request, '$.soundLoop'), json_extract(new.request, '$.grabLyrics'),
CASE WHEN new.takes = '[]' THEN NULL ELSE instr(new.takes, '"file":null') = 0 END,
new.favourite, new.batch, lower(substr(coalesce(json_extract(new.request, '$.prompt'), ''), 1, 80)) WHERE new.deleted_at IS NULL; END;
CREATE TRIGGER shelf_delete AFTER DELETE ON tasks BEGIN
  DELETE FROM shelf WHERE created_at = old.created_at AND seq = old.seq;
  DELETE FROM words WHERE seq = old.seq;
  DELETE FROM task_tags WHERE seq = old.seq;
END;
