import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, vi } from 'vitest';

import type { Envelope } from '#shared/envelope.ts';

import { createSandbox, type SandboxOptions } from '../sandbox/create-sandbox.ts';
import type { Pacing } from '../sandbox/jobs.ts';
import type { toRecord } from '../sandbox/record-info.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openFiles } from '../server/platform/node/node-files.ts';
import { openSql } from '../server/platform/node/node-sqlite.ts';
import { createFakeSynth, type FakeSynth } from './fake-synth.ts';

type VendorRecord = ReturnType<typeof toRecord>;

/** The sandbox renders as fast as it can. */
export const AT_ONCE: Pacing = {
  textMs: 0,
  firstMs: 0,
  secondMs: 0,
  slowMs: 0,
  lateMs: 0,
  callbackRetryMs: 0,
};
export const ORIGIN = 'http://vendor.test';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below that folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

/** The real sandbox on a real folder, with a quick synthesiser and no pauses; spoken to as a client would. */
export function startSandbox(options: Partial<SandboxOptions> & { folder?: string; synth?: FakeSynth } = {}) {
  const { folder = temporaryFolder(), synth = createFakeSynth(), ...rest } = options;
  const reports: unknown[] = [];
  const sql = openSql(join(folder, 'sandbox.db'));
  const sandbox = createSandbox({
    synth,
    sql,
    files: openFiles(join(folder, 'sandbox')),
    clock: systemClock,
    pacing: AT_ONCE,
    report: (error) => reports.push(error),
    ...rest,
  });
  let open = true;
  const stop = async () => {
    if (!open) return;
    open = false;
    await sandbox.close();
    sql.close();
  };
  onTestFinished(stop);

  const mount = options.mount ?? '';
  const request = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', 'Bearer any');
    return sandbox.fetch(new URL(mount + path, ORIGIN), { ...init, headers });
  };
  const call = async <Data>(path: string, init?: RequestInit): Promise<Envelope<Data>> =>
    (await request(path, init)).json() as Promise<Envelope<Data>>;
  const post = <Data>(path: string, body: unknown) =>
    call<Data>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });

  const submit = (body: unknown) => post<{ taskId: string }>('/api/v1/generate/sounds', body);
  const generate = async (prompt: string, more: object = {}): Promise<string> => {
    const { data, msg } = await submit({ prompt, model: 'V5', ...more });
    if (!data) throw new Error(`Refused: ${msg}`);
    return data.taskId;
  };
  const record = async (taskId: string): Promise<VendorRecord> => {
    const { data, msg } = await call<VendorRecord>(`/api/v1/generate/record-info?taskId=${taskId}`);
    if (!data) throw new Error(`No record: ${msg}`);
    return data;
  };
  /** Waits for real file work; the clock may stand still. */
  const until = (taskId: string, status: VendorRecord['status']): Promise<VendorRecord> =>
    vi.waitFor(
      async () => {
        const found = await record(taskId);
        expect(found.status).toBe(status);
        return found;
      },
      { interval: 5, timeout: 5000 },
    );
  const finished = async (prompt: string, more?: object): Promise<VendorRecord> => {
    const taskId = await generate(prompt, more);
    await sandbox.idle();
    return record(taskId);
  };
  return {
    ...sandbox,
    folder,
    synth,
    reports,
    stop,
    request,
    call,
    post,
    submit,
    generate,
    record,
    until,
    finished,
  };
}
