import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const ANNOUNCED = /(http:\/\/127\.0\.0\.1:\d+)/;

export type Child = Awaited<ReturnType<typeof startChild>>;

export async function startChild(dataDir: string, vendorUrl: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['e2e/chaos/server.ts'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      DATA_DIR: dataDir,
      SOUNDS_UPSTREAM: vendorUrl,
      SOUNDS_API_KEY: 'chaos-key-0123456789',
      SOUNDS_PACE: '200/1s',
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
