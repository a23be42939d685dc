// node --expose-gc e2e/benchmarks/workspaces-scale.ts [workspaces = 1000] [tasks of each = 20]
// Many workspaces at work in one process, each at the pace of its own account: latency, memory, processor time, where it bends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { quantile } from './figure.ts';
import { addWorkspaces, press, startWorkspaces } from './workspaces-app.ts';

const [count = '1000', tasks = '20'] = process.argv.slice(2);
/** Pages that press Generate at the same moment. */
const AT_ONCE = 8;
const STEP = 100;

const folder = mkdtempSync(join(tmpdir(), 'cuesmith-scale-'));
const made = addWorkspaces(folder, Number(count));
const app = await startWorkspaces(folder);

const times: number[] = [];
let refused = 0;

const rssMb = () => process.memoryUsage().rss / 2 ** 20;
const rssBefore = rssMb();
const cpuBefore = process.cpuUsage();
const start = performance.now();
for (let at = 0; at < made.length; at += STEP) {
  times.length = 0;
  const tokens = made.slice(at, at + STEP).map((workspace) => workspace.token);
  // Interleaved: no workspace sends its tasks in a row.
  const turns = Array.from({ length: Number(tasks) }, () => tokens).flat();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let token = turns.pop(); token !== undefined; token = turns.pop()) {
        const ms = await press(app.request, token);
        if (ms === null) refused++;
        else times.push(ms);
      }
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
