import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { ANSWER_MS, callText, type Driver, type Engine, type Json } from './driver.ts';

const NAMES = ['firefox-esr', 'firefox'];
const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;
/** Clipboard without a permission prompt; sound without a gesture; no first-run pages. */
const PREFS = {
  'dom.events.testing.asyncClipboard': true,
  'media.autoplay.default': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'app.update.disabledForTesting': true,
  // It would take the focus from the page.
  'browser.download.alwaysOpenPanel': false,
};

const find = (): string | null => NAMES.find((name) => spawnSync('which', [name]).status === 0) ?? null;

/** Firefox says that its sound device failed where there is none: a server whose sound goes nowhere. */
function startSound(folder: string): { child: ChildProcess | null; address: string | null } {
  if (spawnSync('which', ['pulseaudio']).status !== 0) return { child: null, address: null };
  // Not `pulse`: that is the folder it makes for itself.
  const socket = join(folder, 'sound.socket');
  const modules = ['module-null-sink', `module-native-protocol-unix socket=${socket} auth-anonymous=1`];
  const child = spawn(
    'pulseaudio',
    ['-n', '--exit-idle-time=-1', '--daemonize=no', ...modules.flatMap((name) => ['-L', name])],
    { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  return { child, address: `unix:${socket}` };
}

async function open(isSilent = false): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-firefox-'));
  const lines = Object.entries(PREFS).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(folder, 'user.js'), lines.join('\n'));
  const sound = isSilent ? { child: null, address: `unix:${join(folder, 'nothing')}` } : startSound(folder);
  const child = spawn(
    find() ?? '',
    ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port=0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: folder, ...(sound.address !== null && { PULSE_SERVER: sound.address }) },
    },
  );
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, found] = LISTENING.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`Firefox left with ${code}.`)));
  });
  const send = await connect(`${address}/session`);
  await send('session.new', { capabilities: {} });
  // The first tab of a headless Firefox never has the focus: keys would press nothing.
  const { context } = (await send('browsingContext.create', { type: 'tab' })) as { context: string };
  await send('browsingContext.activate', { context });

  async function evaluate(expression: string): Promise<unknown> {
    const answer = (await send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    })) as {
      type: string;
      result?: { value?: string; sharedId?: string };
      exceptionDetails?: { text: string };
    };
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    return answer.result?.sharedId ?? answer.result?.value;
  }

  return {
    goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    call: async (work, ...args) => JSON.parse(String(await evaluate(callText(work, args)))),
    run: async (source) => void (await evaluate(`${source};0`)),
    perform: async (actions) => void (await send('input.performActions', { context, actions })),
    async setFiles(selector, files) {
      const sharedId = String(await evaluate(`document.querySelector(${JSON.stringify(selector)})`));
      await send('input.setFiles', { context, element: { sharedId }, files });
    },
    resize: async (width, height) =>
      void (await send('browsingContext.setViewport', { context, viewport: { width, height } })),
    async close() {
      await send('browser.close', {}).catch(() => undefined);
      if (child.exitCode === null) await once(child, 'exit');
      sound.child?.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** One command, one answer, over Node's own WebSocket. */
async function connect(url: string) {
  const socket = new WebSocket(url);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message } = JSON.parse(String(data)) as {
      id?: number;
      result?: unknown;
      error?: string;
      message?: string;
    };
    const answer = id === undefined ? undefined : waiting.get(id);
    if (!answer) return;
    waiting.delete(id ?? 0);
    if (error === undefined) answer.resolve(result);
    else answer.reject(new Error(`Firefox: ${error}: ${message}`));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed the connection.'));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`Firefox does not answer at ${url}.`)));
  });
  return (method: string, params: Json): Promise<unknown> => {
    const id = ++lastId;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    const timer = setTimeout(() => {
      waiting.delete(id);
      answer.reject(new Error(`Firefox did not answer ${method} in ${ANSWER_MS / 1000} s.`));
    }, ANSWER_MS);
    socket.send(JSON.stringify({ id, method, params }));
    return answer.promise.finally(() => clearTimeout(timer));
  };
}

export const firefox: Engine = {
  name: 'Firefox',
  missing: () => (find() === null ? 'firefox-esr is not installed' : null),
  open,
};
