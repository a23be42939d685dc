import { type Task, taskIdOf, type TaskState } from '#shared/task.ts';

import { isLegal } from '../../src/server/tasks/state-machine.ts';
import type { Charge } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { CHAOS_KEY } from './child.ts';
import type { Told } from './clients.ts';
import type { Scenario } from './scenario.ts';

export interface Evidence {
  scenario: Scenario;
  billing: Charge[];
  told: Told;
  /** What the restarted server shows, deleted ones included. */
  tasks: Task[];
  /** Every change of state the database went through, in order. */
  moves: { id: string; from: TaskState; to: TaskState }[];
  integrity: string;
  printed: string;
  /** Files of the data folder that hold the key, but for the one that is there for it. */
  filesWithKey: string[];
}

/** What people stake their money on; each broken one is a sentence. */
export function findViolations(evidence: Evidence): string[] {
  const { scenario, billing, told, tasks, moves, integrity, printed, filesWithKey } = evidence;
  const found: string[] = [];
  const violated = (rule: string, detail: string) => found.push(`${rule}: ${detail}`);

  for (const { prompt, door } of scenario.submissions) {
    const charges = billing.filter((charge) => charge.prompt === prompt);
    if (charges.length > 1) violated(`charged twice (${door})`, `${prompt}: ${charges.length} charges`);
  }

  const originals = new Set(scenario.submissions.map(({ prompt }) => prompt));
  for (const { prompt } of billing) {
    const reused = !originals.has(prompt);
    const owner = tasks.find((task) => task.request.prompt === prompt);
    // Of two bodies under one key, whichever came first is the task's; the other must never be sent.
    const rival = reused ? prompt.replace(/ reused$/, '') : `${prompt} reused`;
    if (billing.some((charge) => charge.prompt === rival)) violated('both bodies of one key sent', prompt);
    if (!owner) violated('a charged task vanished', prompt);
    else if (!confessed(owner)) violated('charged, but not shown so', `${prompt} is ${owner.state}`);
  }

  for (const [prompt, taskIds] of told.taskIds) {
    const task = tasks.find(({ request }) => request.prompt === prompt);
    const has = task && taskIdOf(task);
    for (const taskId of taskIds) {
      if (has !== taskId)
        violated('an answered taskId was lost', `${prompt}: ${taskId}, now ${has ?? 'none'}`);
    }
  }
  for (const [id, taskIds] of told.published) {
    const task = tasks.find((candidate) => candidate.id === id);
    for (const taskId of taskIds) {
      if (!task || taskIdOf(task) !== taskId) violated('a published taskId was lost', `${id}: ${taskId}`);
    }
  }
  for (const id of told.ids) if (!tasks.some((task) => task.id === id)) violated('a task vanished', id);

  for (const { id, from, to } of moves) {
    if (from !== to && !isLegal(from, to)) violated('illegal move', `${id}: ${from} to ${to}`);
  }
  if (integrity !== 'ok') violated('database integrity', integrity);
  for (const answer of told.brokenAnswers) violated('a 5xx of ours', answer);
  if (/unhandled|uncaught/i.test(printed)) violated('unhandled error', printed.slice(0, 300));
  if (printed.includes(CHAOS_KEY)) violated('the key was logged', printed.slice(0, 300));
  for (const text of told.texts)
    if (text.includes(CHAOS_KEY)) violated('the key was answered', text.slice(0, 300));
  for (const path of filesWithKey) violated('the key was written down', path);
  return found;
}

/** A charge is owned up to: it has its taskId, or says that it may have been charged. */
function confessed(task: Task): boolean {
  if (taskIdOf(task) !== undefined) return true;
  if (!('problem' in task) || !task.problem) return false;
  return task.state !== 'held' && task.problem.charged !== 'no';
}
