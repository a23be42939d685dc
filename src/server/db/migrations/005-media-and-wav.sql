-- Signs the links to takes that programs are given: whoever has such a link may hear that take, until its task is deleted.
CREATE TABLE media_key (key TEXT NOT NULL) STRICT;
INSERT INTO media_key VALUES (lower(hex(randomblob(32))));

-- Conversions to WAV can cost: each is written down before it is asked for, and asked for once.
CREATE TABLE wav_conversions (
  connection TEXT NOT NULL,
  task_id TEXT NOT NULL,
  audio_id TEXT NOT NULL,
  state TEXT NOT NULL,
  wav_task_id TEXT,
  problem TEXT,
  url TEXT,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (connection, task_id, audio_id)
) STRICT;
CREATE INDEX wav_conversions_wav_task_id ON wav_conversions (wav_task_id) WHERE wav_task_id IS NOT NULL;
