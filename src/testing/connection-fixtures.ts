import { onTestFinished, expect } from 'vitest';

import type { Connection } from '#shared/connection.ts';
import type { Task } from '#shared/task.ts';

import type { Fault } from './faulty-vendor/faults.ts';
import { type FaultyVendorOptions, startFaultyVendor } from './faulty-vendor/faulty-vendor.ts';
import { json, startApp, type TestApp, type TestAppOptions } from './start-app.ts';
import { softRain } from './task-fixtures.ts';

export const KEY = 'sk-live-0f1e2d3c4b5a6978';

/** An answer that repeats the key, as some vendors' do. */
export const says = (code: number): Fault => ({
  does: 'answer',
  status: 200,
  type: 'application/json',
  body: JSON.stringify({ code, msg: `No, ${KEY}`, data: null }),
  billed: false,
});

export async function aVendor(options: FaultyVendorOptions = {}) {
  const vendor = await startFaultyVendor({ plan: { renderMs: 20, callbacks: 'none' }, ...options });
  onTestFinished(() => vendor.close());
  return vendor;
}

/** An app that may be connected to a vendor on this machine. */
export const startConnectable = (options: TestAppOptions = {}) =>
  startApp({ ...options, env: { ALLOWED_UPSTREAM_HOSTS: '127.0.0.1', ...options.env } });

/** What any of these routes may answer. */
type Answer = Connection & { tasks: Task[]; problem: { code: string; field?: string; message: string } };

export async function call(app: TestApp, method: string, path: string, body?: unknown) {
  const response = await app.request(path, json(method, body));
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
}

export const listConnections = (app: TestApp) => app.get<Connection[]>('/api/connections');

/** Asks for a connection, which may be refused. */
export const postConnection = (app: TestApp, baseUrl: string, more: object = {}) =>
  call(app, 'POST', '/api/connections', { vendor: 'custom', baseUrl, key: KEY, ...more });

export async function addConnection(app: TestApp, baseUrl: string, more: object = {}): Promise<Connection> {
  const { status, body } = await postConnection(app, baseUrl, more);
  expect(status).toBe(201);
  return body;
}

/** Sends soft rain once each, to that connection or to the default one. */
export const submitTo = (app: TestApp, items: { id: string; connection?: string }[]) =>
  call(app, 'POST', '/api/tasks', { tasks: items.map((item) => ({ ...item, request: softRain })) });
