import { type ListQuery, PAGE_DEFAULT, type TaskPage } from '#contract/api.ts';
import { Refusal } from '#contract/problem.ts';
import type { Sql, SqlValue } from '#contract/storage.ts';
import type { Task } from '#contract/task.ts';

import { decode, type Entry } from './entry.ts';

/** The trigram index finds nothing shorter than this. */
const TRIGRAM = 3;

const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Every word must occur somewhere in prompt, title, notes, tags or taskId. */
function searchFor(q: string): { where: string; values: SqlValue[] } {
  const words = q.trim().split(/\s+/);
  const long = words.filter((word) => Array.from(word).length >= TRIGRAM);
  const short = words.filter((word) => Array.from(word).length < TRIGRAM);
  const parts: string[] = [];
  const values: SqlValue[] = [];
  if (long.length > 0) {
    parts.push('seq IN (SELECT rowid FROM search WHERE search MATCH ?)');
    values.push(long.map(phrase).join(' AND '));
  }
  for (const word of short) {
    parts.push(
      "(coalesce(prompt, '') || ' ' || title || ' ' || notes || ' ' || tags || ' ' || coalesce(task_id, '')) LIKE ? ESCAPE '\\'",
    );
    values.push(like(word));
  }
  return { where: parts.join(' AND '), values };
}

/** Pages of what is shown, newest first; the cursor is the place after the last one given. */
export function createLibrary(sql: Sql, toTask: (entry: Entry) => Task, lastEvent: () => number) {
  return function list({ cursor, limit = PAGE_DEFAULT, q, state }: ListQuery): TaskPage {
    const filters = ['deleted_at IS NULL'];
    const values: SqlValue[] = [];
    if (state !== undefined) {
      filters.push(`state IN (${state.map(() => '?').join(', ')})`);
      values.push(...state);
    }
    if (q !== undefined && q.trim() !== '') {
      const search = searchFor(q);
      filters.push(search.where);
      values.push(...search.values);
    }
    const where = filters.join(' AND ');
    const { n } = sql.prepare(`SELECT count(*) AS n FROM tasks WHERE ${where}`).get(...values) as {
      n: number;
    };
    const before = cursor === undefined ? [] : [seqOf(cursor)];
    const rows = sql
      .prepare(
        `SELECT * FROM tasks WHERE ${where} ${cursor === undefined ? '' : 'AND seq < ?'} ORDER BY seq DESC LIMIT ?`,
      )
      .all(...values, ...before, limit + 1)
      .map(decode);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      tasks: page.map(toTask),
      next: rows.length > limit && last ? String(last.seq) : null,
      total: n,
      eventId: lastEvent(),
    };
  };
}

function seqOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new Refusal(400, { code: 'invalid-request', message: 'That cursor is not ours.', field: 'cursor' });
}
