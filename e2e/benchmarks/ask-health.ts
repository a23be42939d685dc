// A thread of `scale.ts` that asks one server after its health all the time: an own thread, since sending a file of 100 MB
// keeps the one that sends it busy. Told to stop, it answers with the worst time in ms.
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const APART_MS = 10;

const url = String(workerData);
const over = new AbortController();
let worstMs = 0;
parentPort?.once('message', () => over.abort());
parentPort?.postMessage('asking', []);
while (!over.signal.aborted) {
  const from = performance.now();
  await (await fetch(`${url}/healthz`)).text();
  worstMs = Math.max(worstMs, performance.now() - from);
  await pause(APART_MS);
}
parentPort?.postMessage(worstMs, []);
