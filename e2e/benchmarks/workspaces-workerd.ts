// node e2e/benchmarks/workspaces-workerd.ts [workspaces = 1000] [tasks of each = 20] [heap in MB = 128]
// Many workspaces at work in one workerd, each an object with its vendor's key and pace: latency, memory, processor time.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { json } from '../../src/testing/start-app.ts';
import { asHolder } from '../../src/testing/strangers.ts';
import { softRain } from '../../src/testing/task-fixtures.ts';
import { ACCESS_TOKEN, bundle, HEAP_MB, installWorkerPackages, startWorkerd } from '../worker/workerd.ts';
import { quantile } from './figure.ts';

const [count = '1000', tasks = '20', heapMb = String(HEAP_MB)] = process.argv.slice(2);
const AT_ONCE = 8;
const STEP = 10;
/** Of the system's clock, a second. */
const TICKS = 100;

installWorkerPackages();
const folder = mkdtempSync(join(tmpdir(), 'cuesmith-workerd-'));
const vendor = await startFaultyVendor({ plan: { renderMs: 1000 } });
const running = await startWorkerd(
  bundle(folder),
  folder,
  { UNLOCKED: 'no', PATIENT: 'yes', ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' },
  { heapMb: Number(heapMb) },
);
const ask = async (token: string, path: string, init?: RequestInit) => {
  const answer = await fetch(running.url + path, asHolder(token, init));
  const body = (await answer.json()) as { token: string };
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  return body;
};
const rssMb = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${running.pid}/status`, 'utf8'))?.[1]) / 1024;
const cpuMs = (): number => {
  const fields = readFileSync(`/proc/${running.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
};

process.once('exit', () => process.kill(running.pid, 'SIGKILL'));

await ask(ACCESS_TOKEN, '/api/tasks');
const rssBefore = rssMb();
let sent = 0;
const start = performance.now();
const cpuBefore = cpuMs();
for (let at = 0; at < Number(count); at += STEP) {
  const tokens: string[] = [];
  const making = performance.now();
  for (let n = at; n < at + STEP; n++) {
    const { token } = await ask(ACCESS_TOKEN, '/workspaces', json('POST', { name: `Studio ${n}` }));
    const connection = {
      vendor: 'custom',
      name: 'Own',
      baseUrl: vendor.url,
      key: `key-${n}-of-its-own`,
      isDefault: true,
    };
    await ask(token, '/api/connections', json('POST', connection));
    tokens.push(token);
  }
  const madeMs = (performance.now() - making) / STEP;
  const turns = Array.from({ length: Number(tasks) }, () => tokens).flat();
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let token = turns.pop(); token !== undefined; token = turns.pop()) {
        const from = performance.now();
        const body = { tasks: [{ id: crypto.randomUUID(), request: softRain }] };
        await ask(token, '/api/tasks', json('POST', body));
        times.push(performance.now() - from);
      }
    }),
  );
  sent += times.length;
  console.log(
    `${at + STEP} workspaces: p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms, made in ${madeMs.toFixed(0)} ms each, ${rssMb().toFixed(0)} MB (${((rssMb() - rssBefore) / (at + STEP)).toFixed(2)} a workspace), charged ${vendor.billing.length} of ${sent}`,
  );
}
console.log(
  `${sent} tasks in ${((performance.now() - start) / 1000).toFixed(0)} s, ${((cpuMs() - cpuBefore) / sent).toFixed(1)} ms of processor time each: the workspace made, the task sent, followed, its takes kept`,
);
process.removeAllListeners('exit');
await running.kill();
await vendor.close();
rmSync(folder, { recursive: true, force: true });
