-- Finds what was sent of the same request lately.
CREATE INDEX tasks_body_hash ON tasks (body_hash, created_at);
