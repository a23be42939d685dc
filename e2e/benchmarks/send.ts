import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { removeFolder, startServer } from '../support/server.ts';
import { compared, type Figure, median, amount } from './figure.ts';

const ROUNDS = 7;
/** Sends before the first that counts: a server that has just started still compiles its code. */
const WARM_UP = 8;
const SENDS = 25;
const COMMITS = 60;
const ADDED_MS = 1;
const TARGET = join(import.meta.dirname, 'send-target.ts');

async function startTarget(...args: string[]): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [TARGET, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: String(line).trim(), child };
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function send(url: string, prompt: string): Promise<number> {
  const body = JSON.stringify({ prompt, model: 'V5', soundLoop: true, soundTempo: 96, soundKey: 'F#m' });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/v1/generate/sounds`, { method: 'POST', agent, headers });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => {
        const tookMs = performance.now() - from;
        if ((JSON.parse(text) as { code: number }).code === 200) resolve(tookMs);
        else reject(new Error(`${url} answered ${text}`));
      });
    });
    asked.end(body);
  });
}

/** What one small durable commit costs on this disk: no send can be journalled for less. */
function commitMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-commit-'));
  const sql = openSql(`${folder}/commit.db`);
  sql.exec('CREATE TABLE rows (text TEXT)');
  const insert = sql.prepare('INSERT INTO rows VALUES (?)');
  const times = Array.from({ length: COMMITS }, () => {
    const from = performance.now();
    insert.run('x'.repeat(600));
    return performance.now() - from;
  });
  sql.close();
  removeFolder(folder);
  return median(times);
}

/** B7: what stands between a client and the vendor costs, one send after the other on one connection. */
export async function measureSend(): Promise<Figure[]> {
  const vendor = await startTarget('vendor');
  const reference = await startTarget('reference', vendor.url);
  try {
    return await measureBetween(vendor.url, reference.url);
  } finally {
    for (const { child } of [reference, vendor]) child.kill();
  }
}

async function measureBetween(vendorUrl: string, referenceUrl: string): Promise<Figure[]> {
  const ours = await startServer({
    env: {
      SOUNDS_UPSTREAM: vendorUrl,
      SOUNDS_API_KEY: 'bench',
      SOUNDS_PACE: '1000/1s',
      SOUNDS_CONCURRENCY: '10000',
    },
  });
  const urls = [vendorUrl, referenceUrl, ours.url];
  const times = new Map<string, number[]>(urls.map((url) => [url, []]));
  const cold: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const url of round % 2 ? urls.toReversed() : urls) {
      for (let i = 0; i < SENDS; i++) {
        const tookMs = await send(url, `bench ${round} ${i}`);
        if (round >= 0) times.get(url)?.push(tookMs);
        else if (round === -WARM_UP && url === ours.url) cold.push(tookMs);
      }
    }
  }
  const commit = commitMs();
  agent.destroy();
  await ours.stop();
  removeFolder(ours.dataDir);

  const p50 = (url: string) => median(times.get(url) ?? []);
  const added: Figure = {
    budget: 'B7',
    name: 'send through us, journal on disk, p50',
    value: p50(ours.url),
    unit: 'ms',
    against: { name: 'the vendor direct', value: p50(vendorUrl) },
    ratio: p50(ours.url) / p50(vendorUrl),
    limit: ADDED_MS,
    by: 'added',
  };
  return [
    added,
    compared('-', '… of the same', p50(ours.url), 'ms', {
      name: 'a plain node:http proxy',
      value: p50(referenceUrl),
    }),
    amount('-', '… its first sends, p50', median(cold), 'ms'),
    amount('-', 'one durable commit on this disk, p50', commit, 'ms'),
  ];
}
