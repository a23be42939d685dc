import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import type { Told } from './clients.ts';

const ANNOUNCED = /(http:\/\/127\.0\.0\.1:\d+)/;

/** Marked, so that it is found wherever it must not be. */
export const CHAOS_KEY = 'chaos-key-0123456789';
const PACE = { count: 200, perMs: 1000 };

export type Child = Awaited<ReturnType<typeof startChild>>;

/** @param vendorUrl that the environment names, with its key; null: connections are made in the page */
export async function startChild(
  dataDir: string,
  vendorUrl: string | null,
  env: Record<string, string> = {},
) {
  const child = spawn(process.execPath, ['e2e/chaos/server.ts'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      DATA_DIR: dataDir,
      ...(vendorUrl === null
        ? { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1' }
        : {
            SOUNDS_UPSTREAM: vendorUrl,
            SOUNDS_API_KEY: CHAOS_KEY,
            SOUNDS_PACE: `${PACE.count}/${PACE.perMs / 1000}s`,
          }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += String(chunk)));
  const left = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = ANNOUNCED.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`The server did not start:\n${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    left,
    async kill(signal: NodeJS.Signals = 'SIGKILL') {
      child.kill(signal);
      await left;
    },
  };
}

/** What the page's dialog sends: the key is typed once, and never again. A vendor that does not answer is added untested. */
export async function typeKey({ url }: Child, vendorUrl: string, told: Told): Promise<void> {
  const target = { vendor: 'custom', baseUrl: vendorUrl, key: CHAOS_KEY, pace: PACE, isDefault: true };
  const add = async (more: object) => {
    const answer = await fetch(`${url}/api/connections`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...target, ...more }),
    });
    const text = await answer.text();
    told.texts.push(text);
    return { status: answer.status, text };
  };
  let { status, text } = await add({});
  if (status === 424) ({ status, text } = await add({ verified: false }));
  if (status !== 201) throw new Error(`The vendor was not connected: ${status} ${text}`);
}
