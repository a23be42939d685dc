import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { removeFolder, startServer } from '../support/server.ts';
import { quantile } from './figure.ts';
import { type Held, INSPECTED, openMemory, rssMb } from './resident.ts';

/** `node e2e/benchmarks/load.ts [--seconds 60] [--streams 20] [--per-second 20] [--json]`: the held load of budget B7, on loopback. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    streams: { type: 'string', default: '20' },
    'per-second': { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const perSecond = Number(values['per-second']);
const WARM_UP_S = 5;
const RSS_EVERY_S = 10;

const vendor = await startFaultyVendor({ plan: { renderMs: 500, callbacks: 'none' } });
const server = await startServer({
  env: {
    ...INSPECTED,
    SOUNDS_UPSTREAM: vendor.url,
    SOUNDS_API_KEY: 'load',
    SOUNDS_PACE: '1000/1s',
    SOUNDS_CONCURRENCY: '10000',
  },
});
const memory = await openMemory(server);
let errors = 0;
let events = 0;
const ending = new AbortController();

async function listen(): Promise<void> {
  try {
    const answer = await fetch(`${server.url}/api/tasks/events`, { signal: ending.signal });
    for await (const chunk of answer.body ?? [])
      events += Buffer.from(chunk).toString().split('event: task\n').length - 1;
  } catch {
    if (!ending.signal.aborted) errors++;
  }
}

let sent = 0;
const latencies: number[] = [];
async function submit(): Promise<void> {
  const n = sent++;
  const started = performance.now();
  try {
    const answer = await fetch(`${server.url}/api/v1/generate/sounds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `load-${n}` },
      body: JSON.stringify({ prompt: `load ${n}`, model: 'V5' }),
    });
    const { code } = (await answer.json()) as { code: number };
    if (code !== 200) errors++;
    latencies.push(performance.now() - started);
  } catch {
    errors++;
  }
}

const streams = Array.from({ length: Number(values.streams) }, listen);
const started = Date.now();
const pending = new Set<Promise<void>>();
const resident: number[] = [];
let before: Held | undefined;
while (Date.now() - started < (WARM_UP_S + seconds) * 1000) {
  if (Date.now() - started > (WARM_UP_S + resident.length * RSS_EVERY_S) * 1000) {
    before ??= await memory.held();
    if (resident.length === 0) latencies.length = 0;
    resident.push(rssMb(server.pid));
  }
  const call = submit().finally(() => pending.delete(call));
  pending.add(call);
  await pause(1000 / perSecond);
}
await Promise.all(pending);
resident.push(rssMb(server.pid));
const after = await memory.held();
memory.close();
ending.abort();
await Promise.all(streams);
await server.stop();
await vendor.close();
removeFolder(server.dataDir);

const result = {
  seconds,
  streams: streams.length,
  submissions: latencies.length,
  errors,
  events,
  chargedOnce: new Set(vendor.billing.map(({ prompt }) => prompt)).size === vendor.billing.length,
  p50Ms: quantile(latencies, 0.5),
  p99Ms: quantile(latencies, 0.99),
  rssMb: resident,
  /** After a collection, at the end of the warm-up and of the load. */
  heldMb: [before?.rssMb ?? NaN, after.rssMb],
  heapMb: [before?.heapMb ?? NaN, after.heapMb],
};
if (values.json) console.log(JSON.stringify(result));
else {
  for (const [name, value] of Object.entries(result)) {
    console.log(
      `${name.padEnd(14)} ${[value]
        .flat()
        .map((each) => (typeof each === 'number' ? Math.round(each * 10) / 10 : each))
        .join(' ')}`,
    );
  }
}
process.exitCode = errors > 0 || !result.chargedOnce ? 1 : 0;
