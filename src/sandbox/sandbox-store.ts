import * as z from 'zod/mini';

import { isMacOf, macOf } from '../server/platform/sign.ts';
import { prepareOnce, transact, type Sql, type SqlStatement } from '../server/platform/sql.ts';
import type { RenderedSound } from '../synth/synth.ts';
import { migrateSandbox } from './sandbox-schema.ts';
import { VendorRefusal } from './wording.ts';

const STATUSES = [
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
  /** Counts those that asked for the same before: the same again is another sound. */
  variation: z.number(),
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
const WAV_STATUSES = ['PENDING', 'SUCCESS', 'GENERATE_WAV_FAILED'] as const;
const wavRow = z.object({
  wavTaskId: z.string(),
  taskId: z.string(),
  audioId: z.string(),
  createdAt: z.number(),
  completedAt: z.nullable(z.number()),
  status: z.enum(WAV_STATUSES),
  /** As for a task: the base of the URL in its callback. */
  base: z.string(),
  callBackUrl: z.nullable(z.string()),
  errorCode: z.nullable(z.number()),
  errorMessage: z.nullable(z.string()),
});
const callbackRow = z.object({ id: z.number(), url: z.string(), body: z.string(), tries: z.number() });
const creditsRow = z.object({ credits: z.number() });

/** Stands in the links to its audio, which carry their own right. */
interface Signed {
  signature: string;
}
export type StoredTake = z.output<typeof takeRow> & Signed;
export type StoredTask = z.output<typeof taskRow> & { takes: StoredTake[] };
export type StoredWav = z.output<typeof wavRow> & Signed;
export type StoredCallback = z.output<typeof callbackRow>;
export type NewTask = Pick<StoredTask, 'taskId' | 'createdAt' | 'param' | 'base' | 'callBackUrl'>;
const taskIdsOf = (rows: unknown[]): string[] =>
  rows.map((row) => z.object({ taskId: z.string() }).parse(row).taskId);

const OPEN = "status IN ('PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS')";

/** The sandbox's tasks and takes, its balance, and the callbacks still to be delivered. */
export class SandboxStore {
  readonly #sql: Sql;
  readonly #linkKey: string;
  /** Each statement is prepared once. */
  readonly #do: (text: string) => SqlStatement;

  constructor(sql: Sql, startCredits: number) {
    migrateSandbox(sql, startCredits);
    this.#sql = sql;
    this.#do = prepareOnce(sql);
    const { key } = z.object({ key: z.string() }).parse(sql.prepare('SELECT key FROM linkKey').get());
    this.#linkKey = key;
  }

  isSignatureOf(audioId: string, signature: string): boolean {
    return isMacOf(this.#linkKey, audioId, signature);
  }

  #signed<Row extends { audioId: string }>(row: Row): Row & Signed {
    return { ...row, signature: macOf(this.#linkKey, row.audioId) };
  }

  #take(row: unknown): StoredTake {
    return this.#signed(takeRow.parse(row));
  }

  #wav(row: unknown): StoredWav {
    return this.#signed(wavRow.parse(row));
  }

  /** All or nothing. */
  transact<Result>(work: () => Result): Result {
    return transact(this.#sql, work);
  }

  find(taskId: string): StoredTask | null {
    const row = this.#do('SELECT * FROM tasks WHERE taskId = ?').get(taskId);
    if (row === undefined) return null;
    const takes = this.#do('SELECT * FROM takes WHERE taskId = ? ORDER BY n').all(taskId);
    return { ...taskRow.parse(row), takes: takes.map((take) => this.#take(take)) };
  }

  findTake(audioId: string): StoredTake | null {
    const row = this.#do('SELECT * FROM takes WHERE audioId = ?').get(audioId);
    return row === undefined ? null : this.#take(row);
  }

  openTaskIds(): string[] {
    return taskIdsOf(this.#do(`SELECT taskId FROM tasks WHERE ${OPEN} ORDER BY createdAt, rowid`).all());
  }

  add({ taskId, createdAt, param, base, callBackUrl }: NewTask, audioIds: readonly string[]): void {
    this.#do(
      `INSERT INTO tasks (taskId, createdAt, status, param, base, callBackUrl, variation) VALUES (?, ?, 'PENDING', ?, ?, ?,
         (SELECT coalesce(max(variation) + 1, 0) FROM tasks
          WHERE json_remove(param, '$.callBackUrl') = json_remove(?, '$.callBackUrl')))`,
    ).run(taskId, createdAt, param, base, callBackUrl, param);
    const insertTake = this.#do('INSERT INTO takes (taskId, n, audioId) VALUES (?, ?, ?)');
    for (const [index, audioId] of audioIds.entries()) insertTake.run(taskId, index + 1, audioId);
  }

  remove(taskId: string): void {
    for (const table of ['callbacks', 'wavs', 'takes', 'tasks']) {
      this.#do(`DELETE FROM ${table} WHERE taskId = ?`).run(taskId);
    }
  }

  /** False when the task is already there or further, or has ended. */
  advance(taskId: string, status: Status): boolean {
    const now = this.find(taskId)?.status;
    if (now === undefined || !isOpen(now)) return false;
    if (isOpen(status) && ORDER.indexOf(status) <= ORDER.indexOf(now)) return false;
    this.#setStatus(taskId, status, null, null);
    return true;
  }

  fail(taskId: string, status: Status, code: number, message: string): void {
    this.#setStatus(taskId, status, code, message);
  }

  #setStatus(taskId: string, status: Status, code: number | null, message: string | null): void {
    this.#do('UPDATE tasks SET status = ?, errorCode = ?, errorMessage = ? WHERE taskId = ?').run(
      status,
      code,
      message,
      taskId,
    );
  }

  saveSound({ audioId, taskId }: StoredTake, sound: RenderedSound, now: number): void {
    const { understood, notUnderstood, title, tags, durationS, waveform, words } = sound;
    this.#do('UPDATE tasks SET heard = ?, notUnderstood = ? WHERE taskId = ?').run(
      JSON.stringify(understood),
      JSON.stringify(notUnderstood),
      taskId,
    );
    this.#do(
      'UPDATE takes SET title = ?, tags = ?, durationS = ?, renderedAt = ?, waveform = ?, words = ? WHERE audioId = ?',
    ).run(title, tags.join(', '), durationS, now, JSON.stringify(waveform), JSON.stringify(words), audioId);
  }

  credits(): number {
    return creditsRow.parse(this.#do('SELECT credits FROM account').get()).credits;
  }

  addCredits(credits: number): void {
    this.#do('UPDATE account SET credits = credits + ?').run(credits);
  }

  /** @throws VendorRefusal when the balance does not suffice */
  pay(credits: number): void {
    if (this.credits() < credits) throw new VendorRefusal('no-credits');
    this.addCredits(-credits);
  }

  addWav(wav: Pick<StoredWav, 'wavTaskId' | 'taskId' | 'audioId' | 'createdAt' | 'base' | 'callBackUrl'>) {
    const { wavTaskId, taskId, audioId, createdAt, base, callBackUrl } = wav;
    this.#do(
      "INSERT INTO wavs (wavTaskId, taskId, audioId, createdAt, base, callBackUrl, status) VALUES (?, ?, ?, ?, ?, ?, 'PENDING')",
    ).run(wavTaskId, taskId, audioId, createdAt, base, callBackUrl);
  }

  findWav(wavTaskId: string): StoredWav | null {
    const row = this.#do('SELECT * FROM wavs WHERE wavTaskId = ?').get(wavTaskId);
    return row === undefined ? null : this.#wav(row);
  }

  findWavOf(audioId: string): StoredWav | null {
    const row = this.#do('SELECT * FROM wavs WHERE audioId = ?').get(audioId);
    return row === undefined ? null : this.#wav(row);
  }

  openWavs(): StoredWav[] {
    return this.#do("SELECT * FROM wavs WHERE status = 'PENDING' ORDER BY createdAt")
      .all()
      .map((row) => this.#wav(row));
  }

  endWav(wavTaskId: string, now: number, error: { code: number; message: string } | null): void {
    this.#do(
      'UPDATE wavs SET status = ?, completedAt = ?, errorCode = ?, errorMessage = ? WHERE wavTaskId = ?',
    ).run(
      error ? 'GENERATE_WAV_FAILED' : 'SUCCESS',
      now,
      error?.code ?? null,
      error?.message ?? null,
      wavTaskId,
    );
  }

  queueCallback(taskId: string, url: string, body: string): void {
    this.#do('INSERT INTO callbacks (taskId, url, body) VALUES (?, ?, ?)').run(taskId, url, body);
  }

  nextCallback(taskId: string): StoredCallback | null {
    const row = this.#do('SELECT * FROM callbacks WHERE taskId = ? ORDER BY id LIMIT 1').get(taskId);
    return row === undefined ? null : callbackRow.parse(row);
  }

  taskIdsWithCallbacks(): string[] {
    return taskIdsOf(this.#do('SELECT DISTINCT taskId FROM callbacks ORDER BY id').all());
  }

  countTry(id: number): void {
    this.#do('UPDATE callbacks SET tries = tries + 1 WHERE id = ?').run(id);
  }

  dropCallback(id: number): void {
    this.#do('DELETE FROM callbacks WHERE id = ?').run(id);
  }

  /** Takes rendered at or before `time` whose file is still on disk. */
  expiredTakes(time: number, limit: number): StoredTake[] {
    return this.#do('SELECT * FROM takes WHERE renderedAt <= ? AND swept = 0 ORDER BY renderedAt LIMIT ?')
      .all(time, limit)
      .map((row) => this.#take(row));
  }

  markSwept(audioId: string): void {
    this.#do('UPDATE takes SET swept = 1 WHERE audioId = ?').run(audioId);
  }
}
