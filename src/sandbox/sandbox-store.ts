import * as z from 'zod/mini';

import type { Sql } from '../server/platform/sql.ts';
import type { RenderedSound } from '../synth/synth.ts';
import { migrateSandbox } from './sandbox-schema.ts';

export const STATUSES = [
  'PENDING',
  'TEXT_SUCCESS',
  'FIRST_SUCCESS',
  'SUCCESS',
  'CREATE_TASK_FAILED',
  'GENERATE_AUDIO_FAILED',
  'SENSITIVE_WORD_ERROR',
  'CALLBACK_EXCEPTION',
] as const;
export type Status = (typeof STATUSES)[number];
/** From PENDING on a task only advances through these. */
const ORDER: readonly Status[] = STATUSES.slice(0, 3);
export const isOpen = (status: Status): boolean => ORDER.includes(status);

const json = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text): unknown => JSON.parse(text)),
    ),
    z.array(item),
  );

const taskRow = z.object({
  taskId: z.string(),
  createdAt: z.number(),
  status: z.enum(STATUSES),
  /** The documented fields as they were sent. */
  param: z.string(),
  /** Where this sandbox was reached at: the base of the URLs in callbacks. */
  base: z.string(),
  callBackUrl: z.nullable(z.string()),
  heard: json(z.string()),
  notUnderstood: json(z.string()),
  errorCode: z.nullable(z.number()),
  errorMessage: z.nullable(z.string()),
});
const takeRow = z.object({
  taskId: z.string(),
  n: z.number(),
  audioId: z.string(),
  title: z.string(),
  tags: z.string(),
  durationS: z.nullable(z.number()),
  renderedAt: z.nullable(z.number()),
  waveform: json(z.number()),
  words: json(z.object({ word: z.string(), startS: z.number(), endS: z.number() })),
});
const callbackRow = z.object({ id: z.number(), url: z.string(), body: z.string(), tries: z.number() });
const creditsRow = z.object({ credits: z.number() });

export type StoredTake = z.output<typeof takeRow>;
export type StoredTask = z.output<typeof taskRow> & { takes: StoredTake[] };
export type StoredCallback = z.output<typeof callbackRow>;
export type NewTask = Pick<StoredTask, 'taskId' | 'createdAt' | 'param' | 'base' | 'callBackUrl'>;
export type SandboxStore = ReturnType<typeof createSandboxStore>;

/** The sandbox's memory: tasks, takes, the balance and the callbacks still to be delivered. */
export function createSandboxStore(sql: Sql, startCredits: number) {
  migrateSandbox(sql, startCredits);
  const readTask = sql.prepare('SELECT * FROM tasks WHERE taskId = ?');
  const readTakes = sql.prepare('SELECT * FROM takes WHERE taskId = ? ORDER BY n');
  const readTake = sql.prepare('SELECT * FROM takes WHERE audioId = ?');
  const readOpen = sql.prepare(
    "SELECT taskId FROM tasks WHERE status IN ('PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS') ORDER BY createdAt, rowid",
  );
  const insertTask = sql.prepare(
    "INSERT INTO tasks (taskId, createdAt, status, param, base, callBackUrl) VALUES (?, ?, 'PENDING', ?, ?, ?)",
  );
  const insertTake = sql.prepare('INSERT INTO takes (taskId, n, audioId) VALUES (?, ?, ?)');
  const updateStatus = sql.prepare(
    'UPDATE tasks SET status = ?, errorCode = ?, errorMessage = ? WHERE taskId = ?',
  );
  const updateHeard = sql.prepare('UPDATE tasks SET heard = ?, notUnderstood = ? WHERE taskId = ?');
  const updateTake = sql.prepare(
    'UPDATE takes SET title = ?, tags = ?, durationS = ?, renderedAt = ?, waveform = ?, words = ? WHERE audioId = ?',
  );
  const readCredits = sql.prepare('SELECT credits FROM account');
  const addCredits = sql.prepare('UPDATE account SET credits = credits + ?');
  const insertCallback = sql.prepare('INSERT INTO callbacks (taskId, url, body) VALUES (?, ?, ?)');
  const readCallback = sql.prepare('SELECT * FROM callbacks WHERE taskId = ? ORDER BY id LIMIT 1');
  const readWaiting = sql.prepare('SELECT DISTINCT taskId FROM callbacks ORDER BY id');
  const countTry = sql.prepare('UPDATE callbacks SET tries = tries + 1 WHERE id = ?');
  const deleteCallback = sql.prepare('DELETE FROM callbacks WHERE id = ?');
  const readExpired = sql.prepare(
    'SELECT * FROM takes WHERE renderedAt <= ? AND swept = 0 ORDER BY renderedAt LIMIT ?',
  );
  const markSwept = sql.prepare('UPDATE takes SET swept = 1 WHERE audioId = ?');

  const idsOf = (rows: unknown[]) => rows.map((row) => z.object({ taskId: z.string() }).parse(row).taskId);

  const store = {
    /** All or nothing. */
    together<Result>(work: () => Result): Result {
      sql.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        sql.exec('COMMIT');
        return result;
      } catch (error) {
        sql.exec('ROLLBACK');
        throw error;
      }
    },

    find(taskId: string): StoredTask | null {
      const row = readTask.get(taskId);
      if (row === undefined) return null;
      return { ...taskRow.parse(row), takes: readTakes.all(taskId).map((take) => takeRow.parse(take)) };
    },
    findTake(audioId: string): StoredTake | null {
      const row = readTake.get(audioId);
      return row === undefined ? null : takeRow.parse(row);
    },
    openTaskIds: (): string[] => idsOf(readOpen.all()),

    add(task: NewTask, audioIds: readonly string[]): void {
      insertTask.run(task.taskId, task.createdAt, task.param, task.base, task.callBackUrl);
      for (const [index, audioId] of audioIds.entries()) insertTake.run(task.taskId, index + 1, audioId);
    },
    /** False when the task is already there or further, or has ended. */
    advance(taskId: string, status: Status): boolean {
      const now = store.find(taskId)?.status;
      if (now === undefined || !isOpen(now)) return false;
      if (isOpen(status) && ORDER.indexOf(status) <= ORDER.indexOf(now)) return false;
      updateStatus.run(status, null, null, taskId);
      return true;
    },
    fail(taskId: string, status: Status, code: number, message: string): void {
      updateStatus.run(status, code, message, taskId);
    },
    keepSound(audioId: string, taskId: string, sound: RenderedSound, now: number): void {
      updateHeard.run(JSON.stringify(sound.heard), JSON.stringify(sound.notUnderstood), taskId);
      updateTake.run(
        sound.title,
        sound.tags.join(', '),
        sound.durationS,
        now,
        JSON.stringify(sound.waveform),
        JSON.stringify(sound.words),
        audioId,
      );
    },

    credits: (): number => creditsRow.parse(readCredits.get()).credits,
    addCredits: (credits: number): void => void addCredits.run(credits),

    queueCallback: (taskId: string, url: string, body: string): void =>
      void insertCallback.run(taskId, url, body),
    nextCallback(taskId: string): StoredCallback | null {
      const row = readCallback.get(taskId);
      return row === undefined ? null : callbackRow.parse(row);
    },
    taskIdsWithCallbacks: (): string[] => idsOf(readWaiting.all()),
    countTry: (id: number): void => void countTry.run(id),
    dropCallback: (id: number): void => void deleteCallback.run(id),

    /** Takes rendered at or before `time` whose file is still on disk. */
    expiredTakes: (time: number, limit: number): StoredTake[] =>
      readExpired.all(time, limit).map((row) => takeRow.parse(row)),
    markSwept: (audioId: string): void => void markSwept.run(audioId),
  };
  return store;
}
