import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inherited, removeFolder } from '../support/server.ts';
import { amount, compared, type Figure, median } from './figure.ts';

const ROUNDS = 3;
const READY_MS = 1000;
const ROOT = join(import.meta.dirname, '../..');

/** From the press of Enter to the line that says where it is. */
async function startMs(args: string[], ready: RegExp): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-start-'));
  const from = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...inherited(), PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (ready.test(said)) break;
  }
  const tookMs = performance.now() - from;
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  removeFolder(folder);
  return tookMs;
}

/** `npm start`, once built, beside a Node that only says hello. */
export async function measureStart(): Promise<Figure[]> {
  const ours: number[] = [];
  const node: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await startMs(['src/cli/start.js', '--no-env-file'], /http:\/\/localhost:\d+/));
    node.push(await startMs(['-e', 'console.log("http://localhost:0")'], /localhost/));
  }
  return [
    amount('start', 'start until ready, built', median(ours), 'ms', READY_MS),
    compared('-', '… of the same', median(ours), 'ms', { name: 'node -e hello', value: median(node) }),
  ];
}
