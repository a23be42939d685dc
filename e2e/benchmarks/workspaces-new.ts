// node e2e/benchmarks/workspaces-new.ts [workspaces at once = 100] [rounds = 5]
// Workspaces whose first task comes at the same moment, so that each has its databases made: how long a press waits, and a neighbour.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { serve } from '../../src/cli/serve.ts';
import { asHolder } from '../../src/testing/strangers.ts';
import { quantile } from './figure.ts';
import { addWorkspaces, type Ask, press, serverOf } from './workspaces-app.ts';

/** How often a neighbour reads its list. */
const LOOK_EVERY_MS = 50;

interface Burst {
  url: string;
  tokens: string[];
  neighbour: string;
}

/** In a process of its own: the clients are not in the server's way. */
async function send({ url, tokens, neighbour }: Burst): Promise<string> {
  const ask: Ask = (path, init) => fetch(url + path, init);
  const over = new AbortController();
  const waits: number[] = [];
  const listing = (async () => {
    while (!over.signal.aborted) {
      const from = performance.now();
      await (await ask('/api/tasks', asHolder(neighbour))).text();
      waits.push(performance.now() - from);
      await pause(LOOK_EVERY_MS);
    }
  })();
  const times = await Promise.all(tokens.map((token) => press(ask, token)));
  over.abort();
  await listing;
  const answered = times.filter((time) => time !== null);
  return `p50 ${quantile(answered, 0.5).toFixed(0)} ms, p99 ${quantile(answered, 0.99).toFixed(0)} ms, refused ${times.length - answered.length}; a neighbour's list at most ${Math.max(...waits).toFixed(0)} ms`;
}

async function measure(): Promise<void> {
  const [count = '100', rounds = '5'] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-new-'));
  const [neighbour = '', ...made] = addWorkspaces(folder, Number(count) * Number(rounds) + 1).map(
    ({ token }) => token,
  );
  const { settings, options } = serverOf(folder);
  const running = await serve(settings, { ...options, sandbox: {} });
  const clients = fork(import.meta.filename);
  const failed = once(clients, 'exit').then(([code]) => {
    throw new Error(`The clients left with ${String(code)}.`);
  });
  const burst = async (tokens: string[]): Promise<string> => {
    clients.send({ url: running.url, tokens, neighbour } satisfies Burst);
    const [said] = (await Promise.race([once(clients, 'message'), failed])) as [string];
    return said;
  };
  await burst([neighbour]);
  for (let round = 0; round < Number(rounds); round++) {
    const tokens = made.slice(round * Number(count), (round + 1) * Number(count));
    console.log(`${count} new workspaces at once: ${await burst(tokens)}`);
    console.log(`     the same again, open:  ${await burst(tokens)}`);
  }
  failed.catch(() => undefined);
  clients.disconnect();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}

if (process.send === undefined) await measure();
else process.on('message', (burst: Burst) => void send(burst).then((said) => process.send?.(said)));
