import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { Connection } from '#shared/connection.ts';

import { startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { removeFolder, startServer } from '../support/server.ts';
import { amount, compared, type Figure, median } from './figure.ts';

const ROUND_TRIP_MS = 150;
const ROUNDS = 9;
/** Round trips, and 20 ms of our own. */
const TO_TASK_ID = 1.3 + 20 / ROUND_TRIP_MS;
const TO_POLL = 1 + 20 / ROUND_TRIP_MS;

/** Passes chunks on in their order, each after half a round trip. */
function delay(from: Socket, to: Socket, notBefore: number): void {
  let last = notBefore;
  const later = (step: () => void) => {
    last = Math.max(last, performance.now() + ROUND_TRIP_MS / 2);
    setTimeout(step, last - performance.now());
  };
  from.on('data', (chunk) => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => undefined);
}

/** A vendor far away: half a round trip each way, and a whole one before the first byte, as TCP takes to connect. */
async function startRelay(url: string) {
  let opened = 0;
  const { port, hostname } = new URL(url);
  const server = createServer((near) => {
    opened += 1;
    const far = connect(Number(port), hostname);
    const connectedAt = performance.now() + ROUND_TRIP_MS;
    delay(near, far, connectedAt + ROUND_TRIP_MS / 2);
    delay(far, near, connectedAt);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    opened: () => opened,
    close: () => void server.close(),
  };
}

const asJson = { method: 'POST', headers: { 'content-type': 'application/json' } };

async function timed(run: () => Promise<Response>): Promise<{ tookMs: number; text: string }> {
  const from = performance.now();
  const text = await (await run()).text();
  return { tookMs: performance.now() - from, text };
}

/** B7: a press to its taskId, and a poll, at a vendor 150 ms away. */
export async function measureFar(): Promise<Figure[]> {
  const vendor = await startFaultyVendor();
  const relay = await startRelay(vendor.url);
  const ours = await startServer({
    env: { SOUNDS_UPSTREAM: relay.url, SOUNDS_API_KEY: 'bench', SOUNDS_PACE: '1000/1s' },
  });
  const send = (prompt: string) =>
    timed(() =>
      fetch(`${ours.url}/api/v1/generate/sounds`, {
        ...asJson,
        body: JSON.stringify({ prompt, model: 'V5' }),
      }),
    );
  try {
    const known = (await (await fetch(`${ours.url}/api/connections`)).json()) as Connection[];
    const id = known.find(({ isDefault }) => isDefault)?.id ?? '';
    const [cold, warm, polls, direct]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      cold.push((await send(`cold ${round}`)).tookMs);
      await fetch(`${ours.url}/api/connections/${id}/warm`, asJson);
      // A person types on.
      await pause(ROUND_TRIP_MS * 2);
      const { tookMs, text } = await send(`warm ${round}`);
      warm.push(tookMs);
      const { data } = JSON.parse(text) as { data: { taskId: string } };
      const record = `${ours.url}/api/v1/generate/record-info?taskId=${data.taskId}`;
      polls.push((await timed(() => fetch(record))).tookMs);
      const plain = `${relay.url}/api/v1/generate/credit`;
      const { tookMs: roundTripMs } = await timed(() =>
        fetch(plain, { headers: { authorization: 'Bearer bench' } }),
      );
      if (round > 0) direct.push(roundTripMs);
    }
    if (vendor.billing.length !== 2 * ROUNDS) throw new Error(`${vendor.billing.length} charges.`);
    const roundTrip = { name: 'a kept connection to it, directly', value: median(direct) };
    return [
      compared(
        'B7',
        `vendor ${ROUND_TRIP_MS} ms away: press → taskId, p50`,
        median(warm),
        'ms',
        roundTrip,
        TO_TASK_ID,
      ),
      compared('B7', '… a poll, p50', median(polls), 'ms', roundTrip, TO_POLL),
      amount('-', '… a press with no connection opened ahead, p50', median(cold), 'ms'),
    ];
  } finally {
    await ours.stop();
    removeFolder(ours.dataDir);
    relay.close();
    await vendor.close();
  }
}

if (process.argv[1] === import.meta.filename) console.table(await measureFar());
