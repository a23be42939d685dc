// node --expose-gc e2e/benchmarks/workspaces-scale.ts [workspaces = 1000] [tasks of each = 20]
// Many workspaces at work in one process, each at the pace of its own account: latency, memory, processor time, where it bends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createApp } from '../../src/cli/create-app.ts';
import { manageWorkspaces } from '../../src/cli/workspaces/manage-workspaces.ts';
import { systemClock } from '../../src/server/platform/clock.ts';
import { readSettings } from '../../src/server/platform/node/settings.ts';
import { createFakeSynth } from '../../src/testing/fake-synth.ts';
import { json } from '../../src/testing/start-app.ts';
import { asHolder } from '../../src/testing/strangers.ts';
import { softRain } from '../../src/testing/task-fixtures.ts';
import { quantile } from './figure.ts';

const [count = '1000', tasks = '20'] = process.argv.slice(2);
/** Pages that press Generate at the same moment. */
const AT_ONCE = 8;
const STEP = 100;
const ORIGIN = 'http://127.0.0.1:4860';

const folder = mkdtempSync(join(tmpdir(), 'cuesmith-scale-'));
const manage = manageWorkspaces(folder, systemClock);
const made = Array.from({ length: Number(count) }, (_, n) => manage.add(`Studio ${n}`));
const app = await createApp(
  readSettings({ DATA_DIR: folder, PORT: '0', ACCESS_TOKEN: 'the-token-of-the-folder' }),
  {
    clock: systemClock,
    synth: async () => createFakeSynth(),
    page: null,
    origin: ORIGIN,
    report: (error) => console.error(error),
    sandbox: { pacing: { textMs: 0, firstMs: 0, secondMs: 0, slowMs: 0, lateMs: 0, callbackRetryMs: 0 } },
  },
);

const times: number[] = [];
let refused = 0;
async function press(token: string): Promise<void> {
  const from = performance.now();
  const body = { tasks: [{ id: crypto.randomUUID(), request: softRain }] };
  const answer = await app.fetch(new Request(`${ORIGIN}/api/tasks`, asHolder(token, json('POST', body))));
  await answer.text();
  if (!answer.ok) refused++;
  times.push(performance.now() - from);
}

const rssMb = () => process.memoryUsage().rss / 2 ** 20;
const rssBefore = rssMb();
const cpuBefore = process.cpuUsage();
const start = performance.now();
for (let at = 0; at < made.length; at += STEP) {
  times.length = 0;
  const queue = made
    .slice(at, at + STEP)
    .flatMap(({ token }) => Array.from({ length: Number(tasks) }, () => token));
  // Interleaved: no workspace sends its tasks in a row.
  const turns = queue.map(
    (_, n) =>
      queue[
        ((n * Number(tasks)) % queue.length) +
          (Math.floor((n * Number(tasks)) / queue.length) % Number(tasks))
      ] ?? '',
  );
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let token = turns.pop(); token !== undefined; token = turns.pop()) await press(token);
    }),
  );
  console.log(
    `${at + STEP} workspaces: p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms, ${app.openWorkspaces?.()} open, ${rssMb().toFixed(0)} MB`,
  );
}
const { user, system } = process.cpuUsage(cpuBefore);
const sent = made.length * Number(tasks);
console.log(
  `${sent} tasks in ${((performance.now() - start) / 1000).toFixed(0)} s, ${((user + system) / 1000 / sent).toFixed(1)} ms of processor time each (render of the test's synthesiser included), refused ${refused}`,
);
console.log(`${((rssMb() - rssBefore) / made.length).toFixed(2)} MB a workspace that has just worked`);
await app.stopWork();
await app.close();
rmSync(folder, { recursive: true, force: true });
