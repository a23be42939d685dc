import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../../../testing/sandbox-fixtures.ts';
import { startApp } from '../../../testing/start-app.ts';
import { inlineHashes } from '../page-headers.ts';
import { openPage } from './page-files.ts';

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const HTML =
  '<!doctype html><head><script>\nlet dark = 1;\n</script><style>body{margin:0}</style></head><script type="module" src="/assets/a-1.js"></script>';
const SCRIPT = 'console.log("hello")'.repeat(100);

async function startWithPage() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), HTML);
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets/a-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/a-1.js.gz'), gzipSync(SCRIPT));
  return startApp({ page: openPage(folder) });
}

describe('the page', () => {
  it('is served with a policy that allows what stands inline in it, and nothing else', async () => {
    const app = await startWithPage();
    const response = await app.request('/?q=rain');
    expect(await response.text()).toBe(HTML);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${sha('\nlet dark = 1;\n')};`);
    expect(policy).toContain(`style-src 'self' ${sha('body{margin:0}')};`);
    expect(policy).not.toContain('unsafe-inline');
  });

  it('is sent in the reader’s language where it is built, and says by what it was chosen', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'index.html'), HTML);
    const wanted: string[] = [];
    const app = await startApp({ page: openPage(folder, (locale) => wanted.push(locale)) });
    const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
    const german = { 'accept-language': 'de-AT,en;q=0.5' };

    const early = await get('/', german);
    await get('/', german);
    expect([early.headers.get('content-language'), wanted]).toEqual(['en', ['de']]);
    writeFileSync(join(folder, 'de.html'), HTML.replace('dark', 'hell'));
    expect((await get('/', german)).headers.get('content-language')).toBe('en');
    writeFileSync(join(folder, 'de.html'), `${HTML}<p>Klang</p>`);
    const page = await get('/', german);
    expect(await page.text()).toContain('Klang');
    expect(page.headers.get('content-language')).toBe('de');
    expect(page.headers.get('vary')).toMatch(/Accept-Language, Cookie/);
    expect(await (await get('/', { cookie: 'lang=en', ...german })).text()).toBe(HTML);
    const chosen = await get('/?lang=de&prompt=rain');
    expect(chosen.headers.get('set-cookie')).toMatch(/^lang=de; Max-Age=\d+; SameSite=Lax$/);
    expect(await chosen.text()).toContain('Klang');
  });

  it('hashes what a browser hashes, also when saved with Windows line ends', () => {
    expect(inlineHashes(HTML.replaceAll('\n', '\r\n'))).toEqual(inlineHashes(HTML));
  });

  it('is asked for anew each time and answered 304 when it is the same', async () => {
    const app = await startWithPage();
    const first = await app.request('/');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await app.request('/', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('has assets that are kept for good, compressed when the browser can take it', async () => {
    const app = await startWithPage();
    const plain = await app.request('/assets/a-1.js');
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await plain.text()).toBe(SCRIPT);
    const small = await app.request('/assets/a-1.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(small.headers.get('content-type')).toContain('javascript');
    expect(small.headers.get('vary')).toContain('Accept-Encoding');
  });

  it.each(['/assets/gone.js', '/nothing', '/../package.json', '/%2e%2e/package.json', '/assets/'])(
    'has nothing at %s, and does not let that be cached',
    async (path) => {
      const app = await startWithPage();
      const response = await app.request(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBeNull();
    },
  );
});
