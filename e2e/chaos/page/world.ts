import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Browser, BrowserContext, Page, Request } from 'playwright';

import type { TaskPage } from '#shared/task-requests.ts';
import type { Task } from '#shared/task.ts';

import { serve, type RunningServer } from '../../../src/cli/serve.ts';
import { openPage } from '../../../src/server/platform/node/page-files.ts';
import { readSettings } from '../../../src/server/platform/node/settings.ts';
import { startFaultyVendor, type FaultyVendor } from '../../../src/testing/faulty-vendor/faulty-vendor.ts';
import { DrivenClock } from './driven-clock.ts';
import type { PageScenario } from './page-scenario.ts';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const TOKEN = 'a-token-for-the-chaos-run';
/** So tall that every card of a run is drawn. */
const VIEWPORT = { width: 1280, height: 9000 };
const ACTION_MS = 15_000;
/** The machine may be busy with other runs; that a page opens is not what is tried. */
const OPEN_MS = 60_000;
/** An answer that does not come is not waited for. */
const QUIET_WITHIN_MS = 3000;
const LOOK_MS = 25;

/** `retry`: the page goes by what it has loaded, without what was sent again. `export`: a saved file has no taskIds. */
export const PLANTED = ['retry', 'export'] as const;
export type Planted = (typeof PLANTED)[number];

/** One run's vendor with its bill, the real server, and a browser with a memory of its own. */
export interface World {
  scenario: PageScenario;
  vendor: FaultyVendor;
  running: RunningServer;
  context: BrowserContext;
  /** Tabs of the same browser; the first is there from the start. */
  pages: Page[];
  /** What the page threw and nobody caught. */
  errors: string[];
  /** The server's time. */
  now: () => number;
  /** Waits until no request of the page is under way. */
  quiet: () => Promise<void>;
  advance: (ms: number) => Promise<void>;
  openTab: () => Promise<Page>;
  logIn: (page: Page) => Promise<void>;
  /** What the server shows, with or without what was deleted. */
  tasks: (query?: string) => Promise<Task[]>;
  /** Every row of its database, deleted ones too. */
  rows: () => StoredRow[];
  close: () => Promise<void>;
}

interface StoredRow {
  prompt: string | null;
  taskId: string | null;
  charged: string | null;
}

export async function openWorld(
  browser: Browser,
  scenario: PageScenario,
  planted: Planted | null,
): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cuesmith-page-chaos-'));
  const vendor = await startVendor(scenario);
  const clock = new DrivenClock();
  const running = await serve(
    readSettings({
      PORT: '0',
      DATA_DIR: dataDir,
      SOUNDS_UPSTREAM: vendor.url,
      SOUNDS_API_KEY: 'chaos-key-0123456789',
      SOUNDS_PACE: '200/1s',
      ...(scenario.hasLogin && { ACCESS_TOKEN: TOKEN }),
    }),
    {
      clock,
      synth: () => Promise.reject(new Error('The chaos run has no sandbox.')),
      page: openPage(DIST),
      report: () => undefined,
      timeouts: { sendMs: 700, readMs: 700, audioHeadMs: 700, audioBodyMs: 3000 },
      ...(planted === 'export' && {
        wrap: async (listener) => (incoming, outgoing) => {
          if (incoming.url?.startsWith('/api/export')) blankTaskIds(outgoing);
          return listener(incoming, outgoing);
        },
      }),
    },
  );
  const url = `http://127.0.0.1:${running.port}`;
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(ACTION_MS);
  context.setDefaultNavigationTimeout(OPEN_MS);
  await context.clock.install({ time: clock.now() + scenario.skewMs });
  await context.clock.resume();
  if (planted === 'retry') await context.addInitScript(forgetResends);
  const underWay = new Set<Request>();
  // The event stream never ends.
  context.on('request', (request) => !request.url().includes('/events') && underWay.add(request));
  context.on('requestfinished', (request) => underWay.delete(request));
  context.on('requestfailed', (request) => underWay.delete(request));

  const pages: Page[] = [];
  const errors: string[] = [];
  const logIn = async (page: Page): Promise<void> => {
    await page.goto(url);
    const field = page.locator('input[type=password]');
    if (scenario.hasLogin && (await field.count()) > 0) {
      await field.fill(TOKEN);
      await field.press('Enter');
    }
    await page
      .getByRole('region', { name: 'Tasks' })
      .getByRole('button')
      .first()
      .waitFor({ timeout: OPEN_MS });
  };
  const openTab = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    pages.push(page);
    await logIn(page);
    return page;
  };
  await openTab();
  return {
    scenario,
    vendor,
    running,
    context,
    pages,
    errors,
    openTab,
    logIn,
    async quiet() {
      const until = Date.now() + QUIET_WITHIN_MS;
      do await pause(LOOK_MS);
      while (underWay.size > 0 && Date.now() < until);
      await pause(LOOK_MS);
    },
    now: () => clock.now(),
    async advance(ms) {
      clock.advance(ms);
      await context.clock.fastForward(ms);
    },
    async tasks(query = '') {
      const answer = await fetch(`${url}/api/tasks?limit=200${query}`, {
        headers: scenario.hasLogin ? { authorization: `Bearer ${TOKEN}` } : {},
      });
      return ((await answer.json()) as TaskPage).tasks;
    },
    rows() {
      const sql = new DatabaseSync(join(dataDir, 'cuesmith.db'), { readOnly: true });
      const rows = sql.prepare(
        `SELECT json_extract(request, '$.prompt') AS prompt, task_id AS taskId, json_extract(problem, '$.charged') AS charged FROM tasks`,
      );
      const all = rows.all() as unknown as StoredRow[];
      sql.close();
      return all;
    },
    async close() {
      await context.close();
      await running.stop();
      await vendor.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function startVendor({ faults, plans }: PageScenario): Promise<FaultyVendor> {
  const soundOf = (body: Record<string, unknown>) => Number(/cue (\d+)/.exec(String(body['prompt']))?.[1]);
  return startFaultyVendor({
    plan: { renderMs: 0, callbacks: 'none' },
    faultFor: (body) => faults[soundOf(body)]?.shift(),
    planFor: (body) => plans[soundOf(body)],
  });
}

/** In the page: whatever is read of a task no longer tells that it was sent again. */
function forgetResends(): void {
  const parse = JSON.parse.bind(JSON);
  JSON.parse = (text: string, reviver) =>
    parse(text, (key, value: unknown) => {
      const kept: unknown = reviver ? reviver(key, value) : value;
      return key === 'resentAs' || key === 'resentFrom' ? null : kept;
    });
  Response.prototype.json = async function json(this: Response): Promise<unknown> {
    return JSON.parse(await this.text());
  };
}

/** What leaves has zeros where a taskId was. */
function blankTaskIds(outgoing: ServerResponse): void {
  const write = outgoing.write.bind(outgoing) as (chunk: unknown, ...rest: unknown[]) => boolean;
  const end = outgoing.end.bind(outgoing) as (chunk?: unknown, ...rest: unknown[]) => ServerResponse;
  const blank = (chunk: unknown): unknown =>
    typeof chunk === 'string' || chunk instanceof Uint8Array
      ? Buffer.from(chunk)
          .toString('utf8')
          .replaceAll(/("taskId":\s*")[^"]*/g, `$1${'0'.repeat(32)}`)
      : chunk;
  Object.assign(outgoing, {
    write: (chunk: unknown, ...rest: unknown[]) => write(blank(chunk), ...rest),
    end: (chunk?: unknown, ...rest: unknown[]) => end(blank(chunk), ...rest),
  });
}
