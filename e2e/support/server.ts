import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { withoutSettings } from '../../src/server/platform/node/settings.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ANNOUNCED = /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/;

export interface Server {
  url: string;
  dataDir: string;
  pid: number;
  /** Everything it has printed so far. */
  log: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

export interface ServerOptions {
  dataDir?: string;
  env?: Record<string, string>;
  entry?: 'node' | 'sandbox';
}

/** Starts the built thing, on a free port and a folder of its own; resolves when it says where it is. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'cuesmith-e2e-'));
  if (process.env['E2E_RUNTIME'] === 'workerd' && options.entry === undefined) {
    const { startOnWrangler } = await import('../worker/wrangler-dev.ts');
    return startOnWrangler(dataDir, options.env ?? {});
  }
  const child = spawn(process.execPath, [`src/cli/${options.entry ?? 'server'}.ts`], {
    cwd: ROOT,
    env: { ...inherited(), PORT: '0', DATA_DIR: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += String(chunk)));
  const url = await new Promise<string>((announce, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed += `${line}\n`;
      const [, address] = ANNOUNCED.exec(line) ?? [];
      if (address !== undefined) announce(address);
    });
    child.once('exit', (code) => fail(new Error(`The server left with ${code}:\n${printed}`)));
  });
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    log: () => printed,
    stop: (signal = 'SIGTERM') => stop(child, signal),
  };
}

/** Nothing of the caller's own settings reaches a test or a benchmark: none can spend a credit. */
export const inherited = (): NodeJS.ProcessEnv => withoutSettings(process.env);

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = once(child, 'exit');
  child.kill(signal);
  await left;
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
