import { createApp } from '../../src/cli/create-app.ts';
import { manageWorkspaces } from '../../src/cli/workspaces/manage-workspaces.ts';
import { systemClock } from '../../src/server/platform/clock.ts';
import { readSettings } from '../../src/server/platform/node/settings.ts';
import { createFakeSynth } from '../../src/testing/fake-synth.ts';
import { AT_ONCE } from '../../src/testing/sandbox-fixtures.ts';
import { json } from '../../src/testing/start-app.ts';
import { asHolder } from '../../src/testing/strangers.ts';
import { softRain } from '../../src/testing/task-fixtures.ts';

/** Opens the workspace in the data folder itself. */
export const OWN_TOKEN = 'the-token-of-the-data-folder';
const ORIGIN = 'http://127.0.0.1:4860';

export function addWorkspaces(dataDir: string, count: number): { id: string; token: string }[] {
  const manage = manageWorkspaces(dataDir, systemClock);
  return Array.from({ length: count }, (_, n) => manage.add(`Studio ${n}`));
}

/** No page, and the test's synthesiser. */
export const serverOf = (dataDir: string) => ({
  settings: readSettings({ DATA_DIR: dataDir, PORT: '0', ACCESS_TOKEN: OWN_TOKEN }),
  options: {
    clock: systemClock,
    synth: async () => createFakeSynth(),
    page: null,
    report: (error: unknown) => console.error(error),
    sandbox: { pacing: AT_ONCE },
  },
});

export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** The server of all workspaces in a folder, in this process and without a port. */
export async function startWorkspaces(dataDir: string, workspaceIdleMs?: number) {
  const { settings, options } = serverOf(dataDir);
  const idle = workspaceIdleMs === undefined ? {} : { workspaceIdleMs };
  const app = await createApp(settings, { ...options, ...idle, origin: ORIGIN });
  const request = async (path: string, init?: RequestInit): Promise<Response> =>
    app.fetch(new Request(new URL(path, ORIGIN), init));
  return { ...app, request };
}

/** Generate, pressed once in the token's workspace. @returns milliseconds until the answer was read; null: refused */
export async function press(ask: Ask, token: string): Promise<number | null> {
  const from = performance.now();
  const body = { tasks: [{ id: crypto.randomUUID(), request: softRain }] };
  const answer = await ask('/api/tasks', asHolder(token, json('POST', body)));
  await answer.text();
  return answer.ok ? performance.now() - from : null;
}
