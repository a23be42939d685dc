import * as z from 'zod/mini';

import { Refusal } from '#shared/problem.ts';

import { type Backup, type BackupTask, frameSchema, taskSchema } from './backup-format.ts';
import { detachTask } from './detach-copy.ts';

/** This many are checked before others get their turn. */
const AT_ONCE = 500;
const breathe = () => new Promise<void>((resolve) => void setTimeout(resolve));

const refuse = (field: string, message: string): Refusal =>
  new Refusal(400, { code: 'invalid-request', field, message: `${field}: ${message}` });

function checked<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, at: string): z.output<Schema> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(at === '' ? [] : [at]), ...(issue?.path ?? []), ...extra].map(String).join('.');
  const isWordless = issue === undefined || issue.message === 'Invalid input';
  throw refuse(path || 'body', isWordless ? 'not what a backup has there.' : issue.message);
}

function assertOnce(values: Iterable<[field: string, value: string | null]>): void {
  const seen = new Map<string, string>();
  for (const [field, value] of values) {
    if (value === null) continue;
    const before = seen.get(value);
    if (before !== undefined) throw refuse(field, `the same as ${before}.`);
    seen.set(value, field);
  }
}

/** The whole file or nothing. @throws Refusal 400 that names what is wrong by its path */
export async function parseBackup(text: string): Promise<Backup> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Refusal(
      400,
      { code: 'invalid-request', field: 'body', message: 'The file is not JSON, or not all of it.' },
      cause,
    );
  }
  const frame = checked(frameSchema, json, '');
  const tasks: BackupTask[] = [];
  for (const [i, value] of frame.tasks.entries()) {
    tasks.push(detachTask(checked(taskSchema, value, `tasks.${i}`)));
    if (i % AT_ONCE === AT_ONCE - 1) await breathe();
  }
  assertOnce(tasks.map(({ id }, i) => [`tasks.${i}.id`, id]));
  assertOnce(tasks.map(({ key }, i) => [`tasks.${i}.key`, key]));
  assertOnce(frame.tombstones.map(({ id }, i) => [`tombstones.${i}.id`, id]));
  assertOnce(frame.tombstones.map(({ key }, i) => [`tombstones.${i}.key`, key]));
  assertOnce(frame.batches.map(({ id }, i) => [`batches.${i}.id`, id]));
  const batches = new Set(frame.batches.map(({ id }) => id));
  for (const [i, { batch, takes }] of tasks.entries()) {
    if (batch !== null && !batches.has(batch)) throw refuse(`tasks.${i}.batch`, 'is not among the batches.');
    assertOnce(takes.map(({ n }, k) => [`tasks.${i}.takes.${k}.n`, String(n)]));
    assertOnce(takes.map(({ audioId }, k) => [`tasks.${i}.takes.${k}.audioId`, audioId]));
  }
  // Purged while the backup was being written: it is in both, and the later one is true.
  const buried = new Set(frame.tombstones.map(({ id }) => id));
  return { ...frame, tasks: tasks.filter(({ id }) => !buried.has(id)) };
}
