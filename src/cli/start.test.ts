import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readSettings, withoutSettings } from '../server/platform/node/settings.ts';
import { temporaryFolder } from '../testing/sandbox-fixtures.ts';
import { preferOwnNode } from './prefer-own-node.js';

const POISON = 'SOUNDS_API_KEY=sk-of-the-file\nSOUNDS_UPSTREAM=http://127.0.0.1:9\n';
const SAY = 'console.log(`key ${process.env.SOUNDS_API_KEY} port ${process.env.PORT}`);';

/** The real `start.js` in a project of its own, whose programs only say what they were given. */
function aProject(envFile: string | Uint8Array | null) {
  const root = temporaryFolder();
  const put = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('package.json', '{"type":"module"}');
  put('node_modules/hono/package.json', '{}');
  put('src/build/build-instruments.ts', 'export const buildInstruments = async () => ({ compiled: [] });');
  put('src/cli/server.ts', SAY);
  put('src/cli/sandbox.ts', SAY);
  for (const name of ['start.js', 'node-version.js', 'load-env-file.ts']) {
    copyFileSync(join(import.meta.dirname, name), join(root, 'src/cli', name));
  }
  put('dist/index.html', '<!doctype html>');
  if (envFile !== null) put('.env', envFile);
  return (args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(process.execPath, ['src/cli/start.js', ...args], {
      cwd: root,
      env: { ...withoutSettings(process.env), NODE_NO_WARNINGS: '1', ...env },
      encoding: 'utf8',
    }).trim();
}

describe('a .env beside package.json', () => {
  it('is read by npm start', () => {
    expect(aProject(`${POISON}PORT="5000" # mine\n`)()).toBe('key sk-of-the-file port 5000');
  });

  it('says nothing where the environment does, be it that a setting is empty', () => {
    const start = aProject(POISON);
    expect(start([], { SOUNDS_API_KEY: 'sk-of-the-shell' })).toContain('key sk-of-the-shell');
    expect(start([], { SOUNDS_API_KEY: '' })).toBe('key  port undefined');
  });

  it.each([['sandbox'], ['--no-env-file']])('is not read by "start.js %s": it can spend nothing', (arg) => {
    expect(aProject(POISON)([arg])).toBe('key undefined port undefined');
  });

  it.each([
    ['with a byte order mark', `\ufeff${POISON}`],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${POISON}`, 'utf16le')],
    ['with CRLF', POISON.replaceAll('\n', '\r\n')],
  ])('is read %s (N6)', (_, text) => {
    expect(aProject(text)()).toContain('key sk-of-the-file');
  });

  it('need not be there', () => {
    expect(aProject(null)()).toBe('key undefined port undefined');
  });
});

describe('what a test, a benchmark or chaos inherits', () => {
  it('holds no setting of the server', () => {
    const poisoned = {
      PATH: '/bin',
      SOUNDS_API_KEY: 'sk-1',
      SOUNDS_UPSTREAM: 'kie',
      SOUNDS_OF_TOMORROW: 'x',
      https_proxy: 'http://proxy:1',
      ACCESS_TOKEN: 'a-long-access-token',
    };
    expect(withoutSettings(poisoned)).toEqual({ PATH: '/bin' });
    expect(readSettings(withoutSettings(poisoned)).upstream.baseUrl).toBe(null);
  });
});

describe("the machine's own Node (N6)", () => {
  function aFolder() {
    const root = temporaryFolder();
    mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
    mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
    const brought = join(root, 'node_modules/node/bin/node');
    symlinkSync('../node/bin/node', join(root, 'node_modules/.bin/node'));
    return { root, brought, isFirst: () => existsSync(join(root, 'node_modules/.bin/node')) };
  }

  it('is preferred when it is new enough', () => {
    const { root, brought, isFirst } = aFolder();
    writeFileSync(brought, '#!/no/such/interpreter\n', { mode: 0o755 });
    const own = join(temporaryFolder(), 'node');
    writeFileSync(own, '#!/bin/sh\necho 22.19.0\n', { mode: 0o755 });
    expect(preferOwnNode(root, own)).toBe(null);
    expect(isFirst()).toBe(false);
  });

  it('is not when it is older; and it is said where the one brought along does not run', () => {
    const { root, brought, isFirst } = aFolder();
    const own = join(temporaryFolder(), 'node');
    writeFileSync(own, '#!/bin/sh\necho 20.20.2\n', { mode: 0o755 });
    writeFileSync(brought, '#!/bin/sh\necho 24.21.0\n', { mode: 0o755 });
    expect(preferOwnNode(root, own)).toBe(null);
    expect(isFirst()).toBe(true);
    writeFileSync(brought, '#!/no/such/interpreter\n', { mode: 0o755 });
    expect(preferOwnNode(root, own)).toContain('install Node itself');
  });

  it('is not one that this project brought', () => {
    const { root, brought, isFirst } = aFolder();
    writeFileSync(brought, '#!/bin/sh\necho 24.21.0\n', { mode: 0o755 });
    expect(preferOwnNode(root, brought)).toBe(null);
    expect(isFirst()).toBe(true);
  });
});
