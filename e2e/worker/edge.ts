import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { inject, onTestFinished } from 'vitest';

import type { Task } from '#shared/task.ts';

import {
  type FaultyVendorOptions,
  startFaultyVendor,
} from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { aSound } from '../../src/testing/task-builders.ts';
import { startWorkerd, type WorkerdOptions } from './workerd.ts';

export const soundOf = (prompt: string) => aSound({ prompt });

const JSON_TYPE = { 'content-type': 'application/json' };

/** The Worker on workerd with a vendor that does as it is told. */
export async function startEdge(
  vendorOptions: FaultyVendorOptions = {},
  settings: Readonly<Record<string, string>> = {},
  options: WorkerdOptions = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-edge-'));
  const vendor = await startFaultyVendor({ plan: { renderMs: 60 }, ...vendorOptions });
  const named = {
    SOUNDS_UPSTREAM: vendor.url,
    SOUNDS_API_KEY: 'edge-key-0123456789',
    SOUNDS_PACE: '200/1s',
    ...settings,
  };
  let running = await startWorkerd(inject('bundled'), folder, named, options);
  onTestFinished(async () => {
    await running.kill();
    await vendor.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const request = (path: string, init: RequestInit = {}) => fetch(running.url + path, init);
  const readTask = async (id: string) => (await (await request(`/api/tasks/${id}`)).json()) as Task;
  return {
    vendor,
    request,
    printed: () => running.printed(),
    /** Of the calls that it made of the system. */
    trace: join(folder, 'trace'),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      request(path, { method: 'POST', body: JSON.stringify(body), headers: { ...JSON_TYPE, ...headers } }),
    /** Once what is waited for is seen. */
    async taskWhen(id: string, isSeen: (task: Task) => boolean): Promise<Task> {
      for (;;) {
        const task = await readTask(id);
        if (isSeen(task)) return task;
        await pause(50);
      }
    },
    /** Kills the runtime and starts it anew; nobody asks it anything. */
    async restart(): Promise<void> {
      await running.kill();
      running = await startWorkerd(inject('bundled'), folder, named, options);
    },
  };
}
