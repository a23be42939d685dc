import type { Problem } from '#shared/problem.ts';

import type { Sql } from '../platform/sql.ts';

/** A conversion that was asked for: at this connection, of this task, this take. */
export interface WavKey {
  connection: string;
  taskId: string;
  audioId: string;
}

export interface WavConversion extends WavKey {
  /** `sending`: on the wire, or it was when the process ended. */
  state: 'sending' | 'accepted' | 'unknown';
  /** The conversion's own taskId at the vendor. */
  wavTaskId: string | null;
  problem: Problem | null;
  /** The vendor's address of the WAV, once it was told. */
  url: string | null;
}

const COLUMNS =
  'connection, task_id AS taskId, audio_id AS audioId, state, wav_task_id AS wavTaskId, problem, url';
const KEY = 'connection = ? AND task_id = ? AND audio_id = ?';

export type WavRepository = ReturnType<typeof createWavRepository>;

export function createWavRepository(sql: Sql) {
  const byKey = sql.prepare(`SELECT ${COLUMNS} FROM wav_conversions WHERE ${KEY}`);
  const byWavTaskId = sql.prepare(
    `SELECT ${COLUMNS} FROM wav_conversions WHERE wav_task_id = ? AND connection = ?`,
  );
  const all = sql.prepare(`SELECT ${COLUMNS} FROM wav_conversions ORDER BY rowid`);
  const insert = sql.prepare(
    "INSERT INTO wav_conversions (connection, task_id, audio_id, state, sent_at) VALUES (?, ?, ?, 'sending', ?)",
  );
  const settle = sql.prepare(
    `UPDATE wav_conversions SET state = ?, wav_task_id = ?, problem = ? WHERE ${KEY}`,
  );
  const setUrl = sql.prepare(`UPDATE wav_conversions SET url = ? WHERE ${KEY}`);
  const remove = sql.prepare(`DELETE FROM wav_conversions WHERE ${KEY}`);
  const interrupted = sql.prepare(
    "UPDATE wav_conversions SET state = 'unknown', problem = ? WHERE state = 'sending'",
  );

  const cells = ({ connection, taskId, audioId }: WavKey) => [connection, taskId, audioId] as const;
  const decode = (row: unknown): WavConversion => {
    const read = row as Omit<WavConversion, 'problem'> & { problem: string | null };
    return { ...read, problem: parseProblem(read.problem) };
  };
  const first = (row: unknown): WavConversion | null => (row === undefined ? null : decode(row));

  return {
    find: (key: WavKey): WavConversion | null => first(byKey.get(...cells(key))),
    findByWavTaskId: (wavTaskId: string, connection: string): WavConversion | null =>
      first(byWavTaskId.get(wavTaskId, connection)),
    add: (key: WavKey, now: number): void => void insert.run(...cells(key), now),
    accept: (key: WavKey, wavTaskId: string): void =>
      void settle.run('accepted', wavTaskId, null, ...cells(key)),
    doubt: (key: WavKey, problem: Problem): void =>
      void settle.run('unknown', null, JSON.stringify(problem), ...cells(key)),
    setUrl: (key: WavKey, url: string): void => void setUrl.run(url, ...cells(key)),
    *all(): Generator<WavConversion> {
      for (const row of all.all()) yield decode(row);
    },
    /** One of a backup; what is known here stays as it is. */
    restore({ state, wavTaskId, problem, url, ...key }: WavConversion, now: number): void {
      if (byKey.get(...cells(key)) !== undefined) return;
      insert.run(...cells(key), now);
      settle.run(state, wavTaskId, problem && JSON.stringify(problem), ...cells(key));
      if (url !== null) setUrl.run(url, ...cells(key));
    },
    /** It cost nothing: the next request may ask again. */
    remove: (key: WavKey): void => void remove.run(...cells(key)),
    /** What was on the wire when the process ended. */
    doubtInterrupted: (problem: Problem): void => void interrupted.run(JSON.stringify(problem)),
  };
}

/** Null for a damaged cell. */
function parseProblem(text: string | null): Problem | null {
  try {
    return text === null ? null : (JSON.parse(text) as Problem);
  } catch {
    return null;
  }
}

/** The key that signs links to takes. */
export function readMediaKey(sql: Sql): string {
  return (sql.prepare('SELECT key FROM media_key LIMIT 1').get() as { key: string }).key;
}

/** Of a database that is a copy: its links must not open another's takes. */
export const renewMediaKey = (sql: Sql): void =>
  sql.exec('UPDATE media_key SET key = lower(hex(randomblob(32)))');
