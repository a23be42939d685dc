// node --expose-gc e2e/benchmarks/workspaces.ts [workspaces = 200] [strangers' requests = 10000] [neighbour's tasks = 50000]
// Several workspaces in one process: what each holds of the memory, whether any request crosses, what a large neighbour costs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { folderOf } from '../../src/cli/workspaces/workspace-file.ts';
import { openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { asHolder, moveIn, operationsOf, type Resident, tryToCross } from '../../src/testing/strangers.ts';
import { quantile } from './figure.ts';
import { seedLibrary } from './seed.ts';
import { addWorkspaces, OWN_TOKEN, startWorkspaces } from './workspaces-app.ts';

const IDLE_MS = 1500;
const ASKED = 400;
const IDLE_MB = 1;
const AWAKE_MB = 3;
const SLOWER = 1.5;

const [count = '200', requests = '10000', tasks = '50000'] = process.argv.slice(2);
/** Set in the process that only measures memory. */
const measuredFolder = process.env['MEASURED_FOLDER'];
const folder = measuredFolder ?? mkdtempSync(join(tmpdir(), 'cuesmith-workspaces-'));
const madeFile = join(folder, 'made.json');
if (measuredFolder === undefined)
  writeFileSync(madeFile, JSON.stringify(addWorkspaces(folder, Number(count))));
const made = JSON.parse(readFileSync(madeFile, 'utf8')) as { id: string; token: string }[];
const start = (workspaceIdleMs: number) => startWorkspaces(folder, workspaceIdleMs);

async function heldMb(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return process.memoryUsage().rss / 2 ** 20;
}

const failures: string[] = [];
function tell(what: string, value: number, unit: string, limit: number): void {
  const isMet = value <= limit;
  if (!isMet) failures.push(what);
  console.log(`${isMet ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(2)} ${unit} (at most ${limit})`);
}

const untilClosed = async (app: { openWorkspaces?: () => number }) => {
  while (app.openWorkspaces?.() !== 0) await new Promise((resolve) => setTimeout(resolve, 100));
};

async function findCrossings(): Promise<void> {
  const filling = await start(60_000);
  const residents: Resident[] = [];
  for (const { id, token } of made) residents.push(await moveIn(filling, { token, workspace: id }));
  const operations = await operationsOf(filling, OWN_TOKEN);
  const before = performance.now();
  const { crossings, answered } = await tryToCross(filling, {
    residents,
    operations,
    count: Number(requests),
    seed: 17,
  });
  const tookS = (performance.now() - before) / 1000;
  tell(
    `crossings in ${requests} requests of strangers, ${count} workspaces, ${tookS.toFixed(0)} s`,
    crossings.length,
    '',
    0,
  );
  console.log(
    '     answers:',
    Object.fromEntries([...answered].toSorted(([a], [b]) => a - b)),
    crossings.slice(0, 5),
  );
  await filling.stopWork();
  await filling.close();
}

/** In a process of its own, so that nothing of the filling counts. */
async function measureMemory(): Promise<void> {
  const measured = await start(IDLE_MS);
  await untilClosed(measured);
  const list = async (token: string) => (await measured.request('/api/tasks', asHolder(token))).text();
  for (const { token } of made.slice(0, 5)) await list(token);
  await untilClosed(measured);
  const none = await heldMb();
  const streams = [];
  for (const { token } of made) {
    await list(token);
    streams.push(await measured.request('/api/tasks/events', asHolder(token)));
  }
  const awake = await heldMb();
  tell(
    `an awake workspace, its stream open (${none.toFixed(0)} → ${awake.toFixed(0)} MB RSS)`,
    (awake - none) / made.length,
    'MB',
    AWAKE_MB,
  );
  for (const stream of streams) await stream.body?.cancel();
  await untilClosed(measured);
  const idle = await heldMb();
  tell(
    `an idle workspace (${idle.toFixed(0)} MB RSS; the system takes back what was freed when it likes)`,
    (idle - none) / made.length,
    'MB',
    IDLE_MB,
  );
  await measured.stopWork();
  await measured.close();
}

// A neighbour with years of work: both are asked in turn, before it has its tasks and after.
async function measureNeighbour(): Promise<void> {
  const [large, small] = [made[0], made[1]];
  if (!large || !small) throw new Error('Two workspaces are needed.');
  async function p99Beside(): Promise<{ p50: number; p99: number; cpu99: number }> {
    const app = await start(60_000);
    const ask = async (token: string, path: string) => (await app.request(path, asHolder(token))).text();
    const times: number[] = [];
    /** Of this process alone: other programs of a shared machine are not in it. */
    const cpu: number[] = [];
    for (let n = 0; n < ASKED; n++) {
      await ask(large!.token, n % 2 === 0 ? '/api/tasks?q=rain' : '/api/tasks');
      const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
      await ask(small!.token, '/api/tasks');
      const { user, system } = process.cpuUsage(cpuFrom);
      if (n < ASKED / 10) continue;
      times.push(performance.now() - from);
      cpu.push((user + system) / 1000);
    }
    await app.stopWork();
    await app.close();
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpu99: quantile(cpu, 0.99) };
  }
  const beside = await p99Beside();
  const sql = openSql(join(folderOf(folder, large.id), 'cuesmith.db'));
  await seedLibrary(sql, null, Number(tasks), Date.now());
  sql.close();
  const after = await p99Beside();
  console.log(
    `     a list beside a small neighbour: p50 ${beside.p50.toFixed(2)}, p99 ${beside.p99.toFixed(2)} ms; beside ${tasks} tasks: p50 ${after.p50.toFixed(2)}, p99 ${after.p99.toFixed(2)} ms`,
  );
  console.log(`     p99 by the clock: ${(after.p99 / beside.p99).toFixed(2)} times`);
  tell(
    `p99 of processor time beside ${tasks} tasks (${after.cpu99.toFixed(2)} ms) against before (${beside.cpu99.toFixed(2)} ms)`,
    after.cpu99 / beside.cpu99,
    'times',
    SLOWER,
  );
}

if (measuredFolder !== undefined) await measureMemory();
else {
  await findCrossings();
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], {
    env: { ...process.env, MEASURED_FOLDER: folder },
    stdio: 'inherit',
  });
  if (status !== 0) failures.push('memory');
  await measureNeighbour();
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) process.exitCode = 1;
