// node e2e/benchmarks/scale.ts [tasks = 100000] [held = 10000]: how long the server keeps others waiting while a library of
// so many tasks is imported and while a batch of so many is paused. `/healthz` is asked all the time; the worst answer counts.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';
import { SUBMIT_MAX } from '#shared/limits.ts';

import { openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { removeFolder, startServer, type Server } from '../support/server.ts';
import { seedLibrary } from './seed.ts';

const HEALTH_MS = 200;
const [count = '100000', held = '10000'] = process.argv.slice(2);

interface Busy<Answer> {
  answer: Answer;
  tookMs: number;
  worstMs: number;
}

/** Runs it, while a thread of its own asks after the server's health. */
async function whileAsked<Answer>({ url }: Server, run: () => Promise<Answer>): Promise<Busy<Answer>> {
  const asker = new Worker(new URL('ask-health.ts', import.meta.url), { workerData: url });
  await once(asker, 'message');
  const from = performance.now();
  const answer = await run();
  const tookMs = performance.now() - from;
  const told = once(asker, 'message') as Promise<[number]>;
  asker.postMessage('stop', []);
  const [worstMs] = await told;
  return { answer, tookMs, worstMs };
}

async function post<Answer>(url: string, body: unknown, type = 'application/json'): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as Answer;
}

let isOver = false;
function say(what: string, { tookMs, worstMs }: Busy<unknown>): void {
  isOver ||= worstMs > HEALTH_MS;
  const took = `${(tookMs / 1000).toFixed(1)} s`;
  console.log(
    `${what.padEnd(44)} ${took.padStart(8)}   worst /healthz ${worstMs.toFixed(0).padStart(5)} ms of ${HEALTH_MS}`,
  );
}

/** The same library as a backup file. */
async function exported(): Promise<Blob> {
  const server = await startServer();
  await server.stop();
  const sql = openSql(`${server.dataDir}/cuesmith.db`);
  await seedLibrary(sql, null, Number(count), Date.now());
  sql.close();
  const again = await startServer({ dataDir: server.dataDir });
  const file = await (await fetch(`${again.url}/api/export`)).blob();
  await again.stop();
  removeFolder(server.dataDir);
  return file;
}

async function measureImport(): Promise<void> {
  const file = await exported();
  console.log(`a backup of ${count} tasks, ${(file.size / 1e6).toFixed(0)} MB`);
  const server = await startServer();
  const preview = await whileAsked(server, () =>
    post<ImportPreview & { id: string }>(`${server.url}/api/import/preview`, file),
  );
  say('preview', preview);
  const { id } = preview.answer;
  const imported = await whileAsked(server, () => post<ImportAnswer>(`${server.url}/api/import`, { id }));
  say(`import of ${imported.answer.tasks.new} tasks`, imported);
  await server.stop();
  removeFolder(server.dataDir);
}

async function measurePause(): Promise<void> {
  // Nothing leaves: one in a day.
  const server = await startServer({ env: { SOUNDS_PACE: '1/86400s' } });
  const batch = { id: crypto.randomUUID(), name: 'many' };
  const request = { model: 'V5', soundLoop: false, soundTempo: null, soundKey: 'Any', grabLyrics: false };
  for (let made = 0; made < Number(held); made += SUBMIT_MAX) {
    const tasks = Array.from({ length: Math.min(SUBMIT_MAX, Number(held) - made) }, (_, n) => ({
      id: crypto.randomUUID(),
      request: { ...request, prompt: `sound ${made + n}` },
    }));
    await post(`${server.url}/api/tasks`, { tasks, batch });
  }
  for (const move of ['pause', 'resume', 'cancel-unsent'])
    say(
      `${move}, ${held} held`,
      await whileAsked(server, () => post(`${server.url}/api/batches/${batch.id}/${move}`, {})),
    );
  await server.stop();
  removeFolder(server.dataDir);
}

await measureImport();
await measurePause();
process.exitCode = isOver ? 1 : 0;
