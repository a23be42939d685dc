import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, it } from 'vitest';

import {
  addConnection,
  aVendor,
  call,
  KEY,
  listConnections,
  startConnectable,
  submitTo,
} from '../../../testing/connection-fixtures.ts';
import { json } from '../../../testing/start-app.ts';
import { softRain, uuid } from '../../../testing/task-fixtures.ts';

describe('a task', () => {
  it('goes to the connection that was named, from the page and from a program', async () => {
    const [one, other] = [await aVendor(), await aVendor()];
    const app = await startConnectable();
    const first = await addConnection(app, one.url, { name: 'One' });
    await addConnection(app, other.url, { name: 'Other' });
    await submitTo(app, [{ id: uuid(1), connection: first.id }]);
    const headers = { 'x-connection': 'other' };
    const answer = await app.request('/api/v1/generate/sounds', json('POST', softRain, headers));
    expect(await answer.json()).toMatchObject({ code: 200 });
    expect([one.billing.length, other.billing.length]).toEqual([1, 1]);
    expect(app.tasks.list({ connection: first.id }).tasks.map(({ id }) => id)).toEqual([uuid(1)]);
    expect(
      app.tasks
        .facets()
        .connections.map(({ name }) => name)
        .sort(),
    ).toEqual(['One', 'Other']);
  });

  it('made by one connection is made by another without a question: only the same one could charge it twice', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { id } = await addConnection(app, vendor.url);
    const ask = (n: number, connection: string) =>
      call(app, 'POST', '/api/tasks', {
        tasks: [{ id: uuid(n), request: softRain, connection }],
        ask: true,
      });
    expect((await ask(1, 'sandbox')).status).toBe(200);
    expect((await ask(2, id)).status).toBe(200);
    expect((await ask(3, id)).body.problem).toMatchObject({ code: 'sent-already' });
    expect(vendor.billing).toHaveLength(1);
  });

  it('for a connection that is not there is refused, and nothing is sent', async () => {
    const app = await startConnectable();
    const { status, body } = await call(app, 'POST', '/api/tasks', {
      tasks: [{ id: uuid(1), request: softRain, connection: 'nowhere' }],
    });
    expect([status, body.problem]).toMatchObject([400, { field: 'tasks.0.connection' }]);
    const headers = { 'x-connection': 'nowhere' };
    const answer = await app.request('/api/v1/generate/sounds', json('POST', softRain, headers));
    expect(answer.status).toBe(400);
    expect(app.tasks.list({}).total).toBe(0);
  });

  it('with a key that was used under another connection is 422, and nothing is sent', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    await addConnection(app, vendor.url, { name: 'Studio' });
    const send = (connection: string) =>
      app.request(
        '/api/v1/generate/sounds',
        json('POST', softRain, { 'idempotency-key': 'k', 'x-connection': connection }),
      );
    expect((await send('studio')).status).toBe(200);
    expect((await send('sandbox')).status).toBe(422);
    expect(vendor.billing).toHaveLength(1);
  });
});

describe('three connections at once', () => {
  it(
    '30 tasks each: paces are kept apart, one vendor is down, the others go on',
    { timeout: 60_000 },
    async () => {
      const pace = { count: 10, perMs: 1000 };
      const [slow, down] = [await aVendor(), await aVendor()];
      const app = await startConnectable();
      const paced = await addConnection(app, slow.url, { name: 'Paced', pace });
      const away = await addConnection(app, down.url, { name: 'Away' });
      await call(app, 'PATCH', '/api/connections/sandbox', { isDefault: true });
      await down.goDown();
      const items = Array.from({ length: 90 }, (_, n) => ({
        id: uuid(n + 1),
        connection: [paced.id, away.id, 'sandbox'][n % 3] ?? '',
      }));
      const begunAt = Date.now();
      await submitTo(app, items);
      const states = (connection: string) =>
        Object.entries(
          Object.groupBy(app.tasks.list({ connection, limit: 100 }).tasks, ({ state }) => state),
        ).map(([state, tasks]) => [state, tasks.length]);
      const countOf = (connection: string, wanted: string) =>
        app.tasks.list({ connection, limit: 100 }).tasks.filter(({ state }) => state === wanted).length;
      // The default pace is 20 in 10 s: ten of each would wait there, had they one pace together.
      await expect.poll(() => states(paced.id), { timeout: 20_000 }).toEqual([['ready', 30]]);
      expect(slow.billing).toHaveLength(30);
      const sql = new DatabaseSync(join(app.folder, 'cuesmith.db'), { readOnly: true });
      const left = sql
        .prepare('SELECT sent_at AS at FROM tasks WHERE connection = ? ORDER BY sent_at')
        .all(paced.id)
        .map(({ at }) => Number(at));
      sql.close();
      expect((left[20] ?? 0) - (left[0] ?? 0)).toBeGreaterThan(2 * pace.perMs);
      // Twenty in a window of ten seconds; the rest only where the machine took longer than that.
      const [fewest, most] = [20, Date.now() - begunAt < 10_000 ? 20 : 30];
      expect(countOf('sandbox', 'ready')).toBeGreaterThanOrEqual(fewest);
      expect(countOf('sandbox', 'ready')).toBeLessThanOrEqual(most);
      // What never left cost nothing, and is said so.
      expect(down.billing).toEqual([]);
      expect(countOf(away.id, 'refused')).toBeGreaterThanOrEqual(fewest);
      expect(countOf(away.id, 'refused')).toBeLessThanOrEqual(most);
      expect((await listConnections(app)).find(({ id }) => id === away.id)).toHaveProperty('silentSince');
      expect((await listConnections(app)).find(({ id }) => id === paced.id)).not.toHaveProperty(
        'silentSince',
      );
    },
  );
});

describe('a removed connection', () => {
  it('leaves its tasks their name and their audio; while some are open it stays unless that is said', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { id } = await addConnection(app, vendor.url, {
      name: 'Studio',
      pace: { count: 2, perMs: 600_000 },
    });
    await submitTo(app, [{ id: uuid(1), connection: id }]);
    await app.reaches(uuid(1), (task) => task.state === 'ready' && task.takes.every(({ kept }) => kept));
    vendor.planNext({ stages: ['PENDING'] });
    await submitTo(
      app,
      [2, 3].map((n) => ({ id: uuid(n), connection: id })),
    );
    const path = `/api/connections/${id}`;
    const refused = await call(app, 'DELETE', path);
    expect([refused.status, refused.body.problem.message]).toMatchObject([
      409,
      expect.stringContaining('1 of its tasks wait'),
    ]);
    expect((await call(app, 'DELETE', `${path}?detach=true`)).status).toBe(204);

    expect(await listConnections(app)).toHaveLength(1);
    expect([1, 2, 3].map((n) => app.tasks.get(uuid(n)).state)).toEqual(['ready', 'rendering', 'cancelled']);
    expect(app.tasks.get(uuid(1)).connection).toEqual({ id, name: 'Studio' });
    const audio = await app.request(`/api/tasks/${uuid(1)}/takes/1/audio`);
    expect([audio.status, (await audio.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
    const retried = await call(app, 'POST', `/api/tasks/${uuid(3)}/resend`, {
      id: uuid(4),
    });
    expect([retried.status, retried.body.problem.field]).toEqual([409, 'connection']);
    const elsewhere = { id: uuid(4), connection: 'sandbox' };
    expect((await call(app, 'POST', `/api/tasks/${uuid(3)}/resend`, elsewhere)).status).toBe(200);
    expect(readFileSync(join(app.folder, 'secrets.json'), 'utf8')).not.toContain(KEY);
  });

  it('is that one again when a new key knows its tasks: those that rendered are followed to their end', async () => {
    const vendor = await aVendor();
    const app = await startConnectable();
    const { id } = await addConnection(app, vendor.url, { name: 'Studio' });
    vendor.planNext({ stages: ['PENDING'] });
    await submitTo(app, [{ id: uuid(1), connection: id }]);
    await app.reaches(uuid(1), ({ state }) => state === 'rendering');
    await call(app, 'DELETE', `/api/connections/${id}?detach=true`);
    await app.stop();
    const again = await startConnectable({ folder: app.folder });
    expect(again.tasks.get(uuid(1)).state).toBe('rendering');
    for (const task of vendor.tasks.values()) task.plan = { ...task.plan, stages: ['SUCCESS'] };
    const back = await addConnection(again, vendor.url, { key: 'a-new-key-0123456789abcd' });
    expect(back).toMatchObject({ id, name: 'Studio' });
    await again.reaches(uuid(1), ({ state }) => state === 'ready');
    expect(vendor.billing).toHaveLength(1);
  });
});
