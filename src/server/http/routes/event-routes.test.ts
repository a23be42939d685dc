import { describe, expect, it } from 'vitest';

import { createManualClock } from '../../../testing/manual-clock.ts';
import { json, startApp, type TestApp } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

/** Reads a stream up to the moment its text holds `last`. */
async function readUntil(response: Response, last: RegExp): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (last.test(text)) return text;
  }
  return text;
}

interface Heard {
  id: number;
  event: string;
  data: { id: string; rev: number; title: string };
}

const eventsIn = (text: string): Heard[] =>
  [...text.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: (.+)\n\n/gm)].map(([, id, event, data]) => ({
    id: Number(id),
    event: event ?? '',
    data: JSON.parse(data ?? '') as Heard['data'],
  }));

const rename = (app: TestApp, title: string) =>
  app.request(`/api/tasks/${uuid(1)}`, json('PATCH', { title }));

async function startWithTask() {
  const app = await startApp();
  await app.generate({ id: uuid(1), request: softRain });
  const { eventId } = await app.get<{ eventId: number }>('/api/tasks');
  return { app, eventId };
}

describe('the event stream', () => {
  it('tells each change with an id that grows', async () => {
    const { app } = await startWithTask();
    const stream = await app.request('/api/tasks/events');
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    await rename(app, 'first');
    await rename(app, 'second');
    const heard = eventsIn(await readUntil(stream, /"second"/));
    expect(heard.map(({ event, data }) => [event, data.title])).toEqual([
      ['task', 'first'],
      ['task', 'second'],
    ]);
    expect(heard[1]?.id).toBeGreaterThan(heard[0]?.id ?? Infinity);
  });

  it.each([
    ['?after=', (id: number) => ({ path: `?after=${id}`, headers: {} })],
    [
      'Last-Event-ID, which is newer than its ?after=',
      (id: number) => ({ path: '?after=0', headers: { 'last-event-id': String(id) } }),
    ],
  ])('replays what was missed after %s', async (_way, ask) => {
    const { app, eventId } = await startWithTask();
    await rename(app, 'missed');
    const { path, headers } = ask(eventId);
    const stream = await app.request(`/api/tasks/events${path}`, { headers });
    const heard = eventsIn(await readUntil(stream, /"missed"/));
    expect(heard).toMatchObject([{ event: 'task', data: { title: 'missed' } }]);
    expect(heard[0]?.id).toBeGreaterThan(eventId);
  });

  it('says gone for a task deleted meanwhile', async () => {
    const { app, eventId } = await startWithTask();
    await app.request(`/api/tasks/${uuid(1)}`, json('DELETE'));
    const stream = await app.request(`/api/tasks/events?after=${eventId}`);
    expect(eventsIn(await readUntil(stream, /event: gone\n.*\n\n/))).toMatchObject([
      { event: 'gone', data: { id: uuid(1) } },
    ]);
  });

  it('says reload when the id is not one of this folder', async () => {
    const { app, eventId } = await startWithTask();
    const stream = await app.request(`/api/tasks/events?after=${eventId + 1000}`);
    expect(await readUntil(stream, /event: reload\ndata: \{\}\n\n/)).toContain('event: reload');
  });

  it.each(['-1', '1.5', 'x', '9'.repeat(20)])('refuses ?after=%s', async (after) => {
    const app = await startApp();
    const response = await app.request(`/api/tasks/events?after=${after}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: { code: 'invalid-request', field: 'after' } });
  });

  it('sends a comment every 15 s, so that silence means trouble', async () => {
    const clock = createManualClock();
    const app = await startApp({ clock });
    const stream = await app.request('/api/tasks/events');
    await clock.advance(45_000);
    await app.stop();
    const text = await readUntil(stream, /never/);
    expect(text.match(/^: still here$/gm)).toHaveLength(3);
  });

  it('lets go of a reader that is too slow, after what it was sent; the next one is replayed the rest', async () => {
    const { app, eventId } = await startWithTask();
    const slow = await app.request(`/api/tasks/events?after=${eventId}`);
    const notes = 'n'.repeat(4000);
    const changes = 400;
    for (let n = 1; n <= changes; n += 1) {
      app.tasks.patch(uuid(1), { title: `change ${n}`, notes });
    }
    const text = await readUntil(slow, /never/);
    const heard = eventsIn(text);
    expect(text.length).toBeLessThan(1.1 * 1024 * 1024);
    expect(heard.length).toBeLessThan(changes);
    const again = await app.request(`/api/tasks/events?after=${heard.at(-1)?.id}`);
    expect(eventsIn(await readUntil(again, /"change 400"/)).at(-1)?.data.title).toBe('change 400');
  });

  it('ends when the server stops, and stops listening when the reader leaves', async () => {
    const { app } = await startWithTask();
    const left = await app.request('/api/tasks/events');
    await left.body?.cancel();
    await rename(app, 'nobody hears this');
    const open = await app.request('/api/tasks/events');
    await app.stop();
    expect(await readUntil(open, /never/)).toContain('retry: 1000');
    expect(app.reports).toEqual([]);
  });
});
