import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createManualClock } from '../testing/manual-clock.ts';
import { startSandbox } from '../testing/sandbox-fixtures.ts';
import { LINK_LIFE_MS } from './create-sandbox.ts';

type Running = ReturnType<typeof startSandbox>;

async function firstTake(sandbox: Running) {
  const { response } = await sandbox.finished('soft rain');
  const [take] = response?.sunoData ?? [];
  if (!take) throw new Error('no take');
  return take;
}
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('a link', () => {
  test.each(['audioUrl', 'streamAudioUrl'] as const)('%s gives MP3 bytes', async (link) => {
    const sandbox = startSandbox();
    const take = await firstTake(sandbox);
    const response = await sandbox.fetch(take[link]);
    const bytes = await bytesOf(response);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    // An MPEG 1 layer III frame.
    expect([bytes[0], (bytes[1] ?? 0) & 0xfe]).toEqual([0xff, 0xfa]);
    expect(bytes.length).toBeGreaterThan(10_000);
  });

  test('needs no key, says it may be cached, and is known by its etag', async () => {
    const sandbox = startSandbox();
    const { audioUrl, id } = await firstTake(sandbox);
    const response = await sandbox.fetch(audioUrl, { method: 'HEAD' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag: `"${id}"`,
      'accept-ranges': 'bytes',
      'cache-control': expect.stringMatching(/^private, max-age=\d+, immutable$/),
    });
    const again = await sandbox.fetch(audioUrl, { headers: { 'if-none-match': `"${id}"` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('cannot be made of an audioId, which the file is named by', async () => {
    const sandbox = startSandbox();
    const { audioUrl, streamAudioUrl } = await firstTake(sandbox);
    for (const url of [audioUrl, streamAudioUrl]) {
      const forged = url.replace(/[\w-]{22}(?=\/[^/]+$)/, 'A'.repeat(22));
      expect(forged).not.toBe(url);
      expect((await sandbox.fetch(forged)).status).toBe(404);
    }
  });

  test('gives the range asked for', async () => {
    const sandbox = startSandbox();
    const { audioUrl } = await firstTake(sandbox);
    const whole = await bytesOf(await sandbox.fetch(audioUrl));
    const part = await sandbox.fetch(audioUrl, { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${whole.length}`]);
    expect(await bytesOf(part)).toEqual(whole.slice(100, 200));
    const beyond = await sandbox.fetch(audioUrl, { headers: { range: `bytes=${whole.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
  });

  test('answers 404 once its life is over, and the file is deleted', async () => {
    const clock = createManualClock();
    const sandbox = startSandbox({ clock, pacing: {} });
    const taskId = await sandbox.generate('soft rain');
    await clock.advance(300);
    await sandbox.until(taskId, 'TEXT_SUCCESS');
    await clock.advance(300);
    await sandbox.until(taskId, 'FIRST_SUCCESS');
    await clock.advance(500);
    const { response } = await sandbox.until(taskId, 'SUCCESS');
    const url = String(response?.sunoData[1]?.audioUrl);
    await clock.advance(LINK_LIFE_MS - 2000);
    expect((await sandbox.fetch(url, { method: 'HEAD' })).status).toBe(200);
    await clock.advance(2000);
    expect((await sandbox.fetch(url)).status).toBe(404);

    const file = join(sandbox.folder, 'sandbox', 'audio', `${response?.sunoData[1]?.id}.mp3`);
    expect(existsSync(file)).toBe(true);
    await sandbox.stop();
    const next = startSandbox({ clock, folder: sandbox.folder });
    await next.idle();
    expect(existsSync(file)).toBe(false);
    expect((await next.record(taskId)).status).toBe('SUCCESS');
  });

  test.each([
    '/files/nope.mp3',
    '/files/..%2f..%2fsandbox.db',
    '/files/..%2fsandbox.db.mp3',
    '/stream/nope',
    '/files/AAAAAAAAAAAAAAAAAAAAAA/nope.mp3',
    '/stream/AAAAAAAAAAAAAAAAAAAAAA/nope',
    '/files/',
  ])('%s is not found', async (path) => {
    expect((await startSandbox().request(path)).status).toBe(404);
  });

  test('to the stream waits until there is audio', async () => {
    const sandbox = startSandbox();
    const release = sandbox.synth.hold();
    const taskId = await sandbox.generate('soft rain');
    const { response } = await sandbox.until(taskId, 'TEXT_SUCCESS');
    const streaming = sandbox.fetch(String(response?.sunoData[0]?.streamAudioUrl));
    release();
    expect((await streaming).headers.get('content-type')).toBe('audio/mpeg');
  });

  test('carries the origin it was asked by, or the public one, and the mount path', async () => {
    const own = await firstTake(startSandbox({ mount: '/sandbox' }));
    expect(own.audioUrl).toMatch(new RegExp(`^http://vendor.test/sandbox/files/[\\w-]{22}/${own.id}.mp3$`));
    const sandbox = startSandbox({ mount: '/sandbox', publicOrigin: () => 'http://127.0.0.1:4860' });
    const told = await firstTake(sandbox);
    expect(told.audioUrl).toMatch(/^http:\/\/127\.0\.0\.1:4860\/sandbox\/files\//);
    expect((await sandbox.fetch(told.audioUrl)).status).toBe(200);
  });
});
