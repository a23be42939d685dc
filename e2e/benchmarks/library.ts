// node e2e/benchmarks/library.ts [tasks = 50000] [seconds of load = 0]: seeds a folder, starts the server as users do, asks as the page does.
// Medians of 31 rounds over HTTP on one connection; before each question a task is changed, so that nothing answers from memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TaskPage } from '#shared/task-requests.ts';

import { openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { inherited } from '../support/server.ts';
import { seedLibrary } from './seed.ts';

const ROUNDS = 31;
const LIST_MS = 20;
const SEARCH_MS = 50;
const PORT = '5905';
const ORIGIN = `http://127.0.0.1:${PORT}`;

const [count = '50000', loadS = '0'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'cuesmith-library-'));
const sql = openSql(`${folder}/cuesmith.db`);
await seedLibrary(sql, null, Number(count), Date.now());
sql.close();

const server = spawn(process.execPath, ['src/cli/server.ts'], {
  env: { ...inherited(), DATA_DIR: folder, PORT, SOUNDS_UPSTREAM: 'http://127.0.0.1:9' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(server.stdout, 'data');

async function ask(query: string): Promise<TaskPage> {
  const answer = await fetch(`${ORIGIN}/api/tasks?${query}`);
  if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as TaskPage;
}

const newest = await ask('limit=1');
const someTask = newest.tasks[0];
if (!someTask) throw new Error('There are no tasks.');
let touches = 0;
async function touch(): Promise<void> {
  await fetch(`${ORIGIN}/api/tasks/${someTask?.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ favourite: touches++ % 2 === 0 }),
  });
}

async function nextPage(query: string, pages: number): Promise<string> {
  let { next } = await ask(query);
  for (let i = 1; i < pages; i++) ({ next } = await ask(`${query}&cursor=${encodeURIComponent(next ?? '')}`));
  return `${query}&cursor=${encodeURIComponent(next ?? '')}`;
}

const year = (n: number) => new Date(Date.now() - n * 365 * 86_400_000).toISOString();
const { batches } = (await (await fetch(`${ORIGIN}/api/batches?limit=1`)).json()) as {
  batches: { id: string }[];
};
const questions: [string, string, number][] = [
  ['first page', '', LIST_MS],
  ['page 100', await nextPage('', 100), LIST_MS],
  ['sort: oldest', 'sort=oldest', LIST_MS],
  ['sort: updated', 'sort=updated', LIST_MS],
  ['sort: prompt', 'sort=prompt', LIST_MS],
  ['sort: prompt, page 50', await nextPage('sort=prompt', 50), LIST_MS],
  ['sort: bpm', 'sort=bpm', LIST_MS],
  ['state', 'state=failed,refused', LIST_MS],
  ['state none has', 'state=held', LIST_MS],
  ['key and compatible', 'key=Am,C,Em,Dm', LIST_MS],
  ['bpm range', 'bpmMin=85&bpmMax=96', LIST_MS],
  ['loop, kept', 'loop=true&kept=true', LIST_MS],
  ['has lyrics', 'lyrics=true', LIST_MS],
  ['favourites', 'favourite=true', LIST_MS],
  ['favourites by prompt', 'favourite=true&sort=prompt', LIST_MS],
  ['a tag', 'tag=rain', LIST_MS],
  ['two tags', 'tag=rain&tag=pad', LIST_MS],
  ['a year', `from=${year(2)}&to=${year(1)}`, LIST_MS],
  ['connection', 'connection=env-api.example', LIST_MS],
  ['a batch', `batch=${batches[0]?.id}`, LIST_MS],
  [
    'all at once',
    `q=warm%20pad&state=ready&key=Am,C&bpmMin=60&bpmMax=130&loop=true&kept=true&from=${year(3)}&sort=updated`,
    SEARCH_MS,
  ],
  ...['r', 'ra', 'rai', 'rain', 'soft rain', 'rain by', 'zzz', 'client a', '00000'].map(
    (q): [string, string, number] => [`search “${q}”`, `q=${encodeURIComponent(q)}`, SEARCH_MS],
  ),
  ['search “rain”, by prompt', 'q=rain&sort=prompt', SEARCH_MS],
];

const TICK_MS = 10;
/** What the server itself has worked: on a busy machine the clock also counts its waiting for a core. */
function workedMs(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

let failed = 0;
console.log(
  `${count} tasks; median and 95th percentile of ${ROUNDS}, and the server’s own work per round, ms`,
);
for (const [name, query, budget] of questions) {
  const times: number[] = [];
  let total = 0;
  const workedBefore = workedMs();
  for (let round = 0; round < ROUNDS; round++) {
    await touch();
    const from = performance.now();
    ({ total } = await ask(query));
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(ROUNDS / 2)] ?? NaN;
  const p95 = times[Math.floor(ROUNDS * 0.95)] ?? NaN;
  const worked = (workedMs() - workedBefore) / ROUNDS;
  if (!(median <= budget)) failed++;
  console.log(
    `${name.padEnd(28)} ${median.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)} ${worked.toFixed(1).padStart(7)}  of ${budget}${median <= budget ? '' : '  OVER'}  (${total} found)`,
  );
}

async function time(name: string, work: () => Promise<Response>): Promise<void> {
  const from = performance.now();
  const { byteLength } = await (await work()).arrayBuffer();
  console.log(
    `${name.padEnd(28)} ${(performance.now() - from).toFixed(0).padStart(7)} ms, ${byteLength} bytes`,
  );
}
await time('facets', () => fetch(`${ORIGIN}/api/facets`));
await time('batches', () => fetch(`${ORIGIN}/api/batches`));
await time('CSV of everything', () => fetch(`${ORIGIN}/api/tasks.csv`));

const residentMb = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
const until = performance.now() + Number(loadS) * 1000;
for (let asked = 0, toldAt = 0; performance.now() < until; asked++) {
  if (performance.now() - toldAt > 10_000) {
    toldAt = performance.now();
    console.log(`under load: ${asked} answers, ${residentMb().toFixed(0)} MB`);
  }
  await ask(questions[asked % questions.length]?.[1] ?? '');
}

server.kill('SIGTERM');
await once(server, 'exit');
rmSync(folder, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
