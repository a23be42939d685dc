import { describe, expect, it } from 'vitest';

import { json, startApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

async function startWithTake() {
  const app = await startApp();
  const task = await app.generate({ id: uuid(1), request: softRain });
  const path = task.takes[0]?.audio ?? '';
  const whole = await app.request(path);
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const ask = (headers: Record<string, string>, method = 'GET') => app.request(path, { method, headers });
  return { app, path, whole, bytes, ask };
}

describe('the audio of a take', () => {
  it('comes whole, with its type, its length and a name that says what it is', async () => {
    const { whole, bytes } = await startWithTake();
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('audio/mpeg');
    expect(whole.headers.get('content-length')).toBe(String(bytes.length));
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('content-disposition')).toMatch(
      /^inline; filename="soft-rain_90bpm_Am_loop_A_\w{6}\.mp3"; filename\*=UTF-8''soft-rain_90bpm_Am_loop_A_\w{6}\.mp3$/,
    );
  });

  it.each(['𞤢𞤣𞤤𞤢𞤥 𞤢𞤣𞤤𞤢𞤥 𞤢𞤣𞤤𞤢𞤥 𞤢𞤣𞤤𞤢𞤥', `a${'𠀀'.repeat(30)}`, '🎵'.repeat(80), 'half \ud83c letter'])(
    'comes whatever the script of its prompt: %s (A-H1)',
    async (prompt) => {
      const app = await startApp();
      const body = JSON.stringify({ tasks: [{ id: uuid(1), request: { ...softRain, prompt } }] });
      const submitted = await app.request('/api/tasks', json('POST', body));
      expect(submitted.status).toBe(200);
      await app.reaches(uuid(1), ({ state }) => state === 'ready');
      for (const path of [
        `/api/tasks/${uuid(1)}/takes/1/audio`,
        `/api/tasks/${uuid(1)}/takes/1/audio?download`,
      ]) {
        const response = await app.request(path);
        expect(response.status).toBe(200);
        expect((await response.bytes()).length).toBeGreaterThan(1000);
      }
      expect((await (await app.request(`/api/tasks/${uuid(1)}`)).text()).isWellFormed()).toBe(true);
      expect(await app.get(`/api/tasks/${uuid(1)}`)).toMatchObject({
        request: { prompt: prompt.toWellFormed() },
      });
    },
  );

  it('is an attachment with ?download', async () => {
    const { app, path } = await startWithTake();
    const response = await app.request(`${path}?download=1`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it('comes in part when a range is asked for', async () => {
    const { ask, bytes } = await startWithTake();
    const part = await ask({ range: 'bytes=100-199' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
    expect(part.headers.get('content-length')).toBe('100');
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(100, 200));
    const tail = await ask({ range: 'bytes=-7' });
    expect(new Uint8Array(await tail.arrayBuffer())).toEqual(bytes.slice(-7));
  });

  it('says the size when a range lies outside', async () => {
    const { ask, bytes } = await startWithTake();
    const response = await ask({ range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  });

  it('gives a range only to who holds the same bytes', async () => {
    const { ask, whole, bytes } = await startWithTake();
    const etag = whole.headers.get('etag') ?? '';
    expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    const changed = await ask({ range: 'bytes=0-9', 'if-range': '"other"' });
    expect(changed.status).toBe(200);
    expect(new Uint8Array(await changed.arrayBuffer())).toEqual(bytes);
  });

  it('answers HEAD and If-None-Match without a body', async () => {
    const { ask, whole, bytes } = await startWithTake();
    const head = await ask({}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
    const known = await ask({ 'if-none-match': whole.headers.get('etag') ?? '' });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });

  it.each(['/takes/3/audio', '/takes/0/audio', '/takes/x/audio', '/takes/1e3/audio'])(
    'is not found at %s',
    async (end) => {
      const { app } = await startWithTake();
      const response = await app.request(`/api/tasks/${uuid(1)}${end}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ problem: { code: 'not-found' } });
    },
  );
});
