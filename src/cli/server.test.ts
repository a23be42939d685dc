import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, onTestFinished } from 'vitest';

import { temporaryFolder } from '../testing/sandbox-fixtures.ts';

const ENTRY = fileURLToPath(new URL('server.ts', import.meta.url));
const VENDOR = { SOUNDS_UPSTREAM: 'http://127.0.0.1:9', SOUNDS_API_KEY: 'a-very-secret-key', PORT: '0' };

/** The real process, with nothing of ours in its environment but these settings. */
function run(settings: Record<string, string>) {
  const child = spawn(process.execPath, [ENTRY], { env: { PATH: process.env['PATH'], ...settings } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const heard = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Ctrl+C')) heard.resolve();
    });
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, said }));
  return { child, ended, started: Promise.race([heard.promise, ended]).then(() => said) };
}

describe('the server process', () => {
  it('says where it is and what it spends, never the key, and ends cleanly on SIGTERM', async () => {
    const { child, started, ended } = run({ ...VENDOR, DATA_DIR: temporaryFolder() });
    const url = /http:\/\/localhost:\d+/.exec(await started)?.[0] ?? '';
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    child.kill('SIGTERM');
    const { code, said } = await ended;
    expect(code).toBe(0);
    expect(said).toContain('Vendor: custom at 127.0.0.1:9 (apibox), with your key: sounds cost credits.');
    expect(said).not.toContain('secret');
  }, 20_000);

  it.each([
    [{ HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 .*ACCESS_TOKEN.*\n$/],
    [{ SOUNDS_PACE: 'fast' }, /^SOUNDS_PACE must .*\n$/],
  ])(
    'says in one line why it does not start: %o',
    async (settings, line) => {
      const { ended } = run({ ...VENDOR, DATA_DIR: temporaryFolder(), ...settings });
      const { code, said } = await ended;
      expect([code, said]).toEqual([1, expect.stringMatching(line)]);
    },
    20_000,
  );

  it('leaves a damaged database as it is and says so', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'cuesmith.db');
    writeFileSync(path, 'not a database at all, but long enough to look like one');
    const { code, said } = await run({ ...VENDOR, DATA_DIR: folder }).ended;
    expect([code, said]).toEqual([1, expect.stringMatching(/^.*cuesmith\.db is damaged .*\n$/)]);
    expect(readFileSync(path, 'utf8')).toMatch(/^not a database/);
  }, 20_000);

  it.each<[string, RegExp, (folder: string) => void]>([
    [
      'the folder of takes is a file',
      /takes cannot be (made|used)/,
      (folder) => writeFileSync(join(folder, 'takes'), ''),
    ],
    [
      'a table is missing',
      /is damaged/,
      (folder) => {
        const sql = new DatabaseSync(join(folder, 'cuesmith.db'));
        sql.exec('CREATE TABLE other (a); PRAGMA user_version = 3');
        sql.close();
      },
    ],
    [
      'the database is gone and its takes are there',
      /cuesmith\.db is missing/,
      (folder) => {
        mkdirSync(join(folder, 'takes'));
        writeFileSync(join(folder, 'takes', 'a.mp3'), 'ID3');
      },
    ],
  ])(
    'says in one line that it does not start when %s',
    async (_, line, spoil) => {
      const folder = temporaryFolder();
      spoil(folder);
      const { code, said } = await run({ ...VENDOR, DATA_DIR: folder }).ended;
      expect([code, said]).toEqual([1, expect.stringMatching(line)]);
      expect(said.trim().split('\n')).toHaveLength(1);
    },
    20_000,
  );
});
