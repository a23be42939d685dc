import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { inherited, type Server, startServer } from '../support/server.ts';
import { ACCESS_TOKEN, WORKER } from './workerd.ts';

const ENTRY = fileURLToPath(new URL('unlocked.ts', import.meta.url));

/** Its callbacks and links say where it is, so that has to be known before it starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

/** The Worker by wrangler's own `dev`, with page, R2 and alarms; its vendor is a sandbox on Node, unless the settings name one. */
export async function startOnWrangler(dataDir: string, env: Record<string, string>): Promise<Server> {
  const { SANDBOX_PACE, SANDBOX_DIALECT } = env;
  const ofSandbox = { ...(SANDBOX_PACE && { SANDBOX_PACE }), ...(SANDBOX_DIALECT && { SANDBOX_DIALECT }) };
  const sandbox =
    env['SOUNDS_UPSTREAM'] === undefined
      ? await startServer({ entry: 'sandbox', dataDir: join(dataDir, 'vendor'), env: ofSandbox })
      : null;
  const port = Number(env['PORT'] ?? 0) || (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...(env['ACCESS_TOKEN'] === undefined && { ACCESS_TOKEN, UNLOCKED: 'yes' }),
    ...(sandbox && { SOUNDS_UPSTREAM: sandbox.url, SOUNDS_API_KEY: 'any-key-will-do', PUBLIC_URL: url }),
    ALLOWED_UPSTREAM_HOSTS: '127.0.0.1',
    ...env,
  };
  const flags = {
    '--config': join(WORKER, 'wrangler.jsonc'),
    '--ip': '127.0.0.1',
    '--port': String(port),
    '--inspector-port': '0',
    '--persist-to': join(dataDir, 'wrangler'),
    '--show-interactive-dev-session': 'false',
  };
  const vars = Object.entries(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
  const words = ['dev', ENTRY, ...Object.entries(flags).flat(), ...vars];
  const child = spawn(
    process.execPath,
    [join(WORKER, 'node_modules/wrangler/bin/wrangler.js'), ...words],
    // A group of its own: the runtime is wrangler's child.
    { env: { ...inherited(), CI: '1' }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += String(chunk)));
  const left = once(child, 'exit');
  await new Promise<void>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed += `${line}\n`;
      if (line.includes('Ready on')) ready();
    });
    child.once('exit', (code) => fail(new Error(`wrangler left with ${code}:\n${printed}`)));
  });
  const kill = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, signal);
  };
  // Who runs the specs may end in the middle of one.
  process.once('exit', () => kill('SIGKILL'));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    kill(signal);
    await left;
    await sandbox?.stop(signal);
  };
  return { url, dataDir, pid: child.pid ?? 0, log: () => printed, stop };
}
