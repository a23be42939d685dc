import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { ANSWER_MS, callText, type Driver, type Engine, type Json } from './driver.ts';

const LIBRARIES = ['/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];
const START_MS = 20_000;
const RETRY_MS = 100;

/** WebKitGTK's own test browser. */
function findMiniBrowser(): string | null {
  const folders = LIBRARIES.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('webkit2gtk-'))
      .map((name) => join(folder, name, 'MiniBrowser')),
  );
  return folders.find((path) => existsSync(path)) ?? null;
}

const isHere = (command: string): boolean => spawnSync('which', [command]).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function open(): Promise<Driver> {
  const port = await freePort();
  const binary = findMiniBrowser() ?? '';
  const child = spawn(
    'xvfb-run',
    ['-a', '-s', '-screen 0 1600x1200x24', 'WebKitWebDriver', `--port=${port}`],
    { stdio: 'ignore', detached: true, env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' } },
  );

  async function ask<T>(method: string, path: string, body?: Json): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  }

  const until = Date.now() + START_MS;
  while (
    !(await fetch(`http://127.0.0.1:${port}/status`)
      .then(({ ok }) => ok)
      .catch(() => false))
  ) {
    if (Date.now() > until) throw new Error('WebKitWebDriver did not start.');
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  const browser = { binary, args: ['--automation'] };
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browser, timeouts: { script: 60_000 } } },
  });
  const at = `/session/${sessionId}`;

  return {
    goto: (url) => ask('POST', `${at}/url`, { url }),
    async call(work, ...args) {
      const script = `const done = arguments[0]; ${callText(work, args)}.then((json) => done([json]), (error) => done([null, String(error)]));`;
      const [json, failure] = await ask<[string | null, string?]>('POST', `${at}/execute/async`, {
        script,
        args: [],
      });
      if (failure !== undefined || json === null) throw new Error(failure);
      return JSON.parse(json);
    },
    run: (source) => ask('POST', `${at}/execute/sync`, { script: `(() => {${source}})()`, args: [] }),
    perform: (actions) => ask('POST', `${at}/actions`, { actions }),
    async setFiles(selector, files) {
      const element = await ask<Record<string, string>>('POST', `${at}/element`, {
        using: 'css selector',
        value: selector,
      });
      await ask('POST', `${at}/element/${Object.values(element)[0]}/value`, { text: files.join('\n') });
    },
    async resize(width, height) {
      await ask('POST', `${at}/window/rect`, { width, height, x: 0, y: 0 });
    },
    async close() {
      await ask('DELETE', at).catch(() => undefined);
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    },
  };
}

export const webkit: Engine = {
  name: 'WebKit',
  missing: () =>
    findMiniBrowser() === null || !isHere('WebKitWebDriver') || !isHere('xvfb-run')
      ? 'webkit2gtk-driver and xvfb are not installed'
      : null,
  open,
};
