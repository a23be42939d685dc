import { makeZip } from 'client-zip';
import { Hono } from 'hono';

import { DEFAULT_NAME, fillName } from '#shared/file-name-template.ts';
import { BULK_BODY_MAX } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import { distinctNames, namedTake } from '#shared/take-file-name.ts';
import { chosenTakes } from '#shared/take/chosen-takes.ts';
import { downloadSchema, type DownloadAnswer, type DownloadRequest } from '#shared/take/download-request.ts';
import { taskIdOf, type Task } from '#shared/task.ts';

import type { Clock } from '../../platform/clock.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { limitBody, readBody } from '../middleware/request-body.ts';
import { attachment, dayOf } from '../middleware/stream-text.ts';
import { csvHead, csvLine } from './task-csv.ts';

/** So long can a zip be fetched after it was asked for. */
const KEPT_MS = 10 * 60_000;
const KEPT_MAX = 100;
const LIST_NAME = 'sounds.csv';

interface Member {
  task: Task;
  n: number;
  /** Without extension. */
  stem: string;
}
interface Pending {
  members: Member[];
  until: number;
}

/** What is not there, or has no takes, is left out. */
function membersOf(
  tasks: Tasks,
  { ids, name = DEFAULT_NAME, takes: choice = 'kept' }: DownloadRequest,
): Member[] {
  return ids.flatMap((id) => {
    const task = findTask(tasks, id);
    if (!task || !('takes' in task)) return [];
    return chosenTakes(task.takes, choice).map(({ n }) => ({
      task,
      n,
      stem: fillName(name, namedTake({ ...task, taskId: taskIdOf(task) ?? null }, n)),
    }));
  });
}

function findTask(tasks: Tasks, id: string): Task | null {
  try {
    return tasks.get(id);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function* zipMembers(tasks: Tasks, members: readonly Member[]) {
  const distinct = distinctNames();
  for (const { task, n, stem } of members) {
    const take = await openOrSkip(tasks, task.id, n);
    if (!take) continue;
    const extension = take.fileName.split('.').at(-1) ?? 'mp3';
    yield {
      name: distinct(`${stem}.${extension}`),
      input: take.body,
      lastModified: new Date(task.createdAt),
      ...(take.size !== null && { size: take.size }),
    };
  }
  const listed = new Map(members.map(({ task }) => [task.id, task]));
  yield { name: LIST_NAME, input: csvHead + [...listed.values()].map(csvLine).join('') };
}

/** A take that has gone since is not worth the others. */
async function openOrSkip(tasks: Tasks, id: string, n: number) {
  try {
    return await tasks.openTake(id, n);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The chosen takes as they are stored, in one zip of named files, with a list of them. */
export function downloadRoutes(tasks: Tasks, clock: Clock): Hono {
  const pending = new Map<string, Pending>();
  const forget = () => {
    for (const [id, { until }] of pending)
      if (until <= clock.now() || pending.size >= KEPT_MAX) pending.delete(id);
  };
  return new Hono()
    .post('/downloads', limitBody(BULK_BODY_MAX), async (c) => {
      const members = membersOf(tasks, await readBody(c, downloadSchema));
      if (members.length === 0) throw new Refusal(404, { code: 'not-found', ...because('noTakes') });
      forget();
      const id = crypto.randomUUID();
      pending.set(id, { members, until: clock.now() + KEPT_MS });
      return c.json({ id, files: members.length } satisfies DownloadAnswer);
    })
    .get('/downloads/:id', (c) => {
      forget();
      const found = pending.get(c.req.param('id'));
      if (!found) throw new Refusal(404, { code: 'not-found', ...because('downloadEnded') });
      return c.body(makeZip(zipMembers(tasks, found.members)), 200, {
        'content-type': 'application/zip',
        'content-disposition': attachment(`cuesmith-sounds-${dayOf(clock.now())}.zip`),
      });
    });
}
